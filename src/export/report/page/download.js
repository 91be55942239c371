// What is shown, as a file: a table as CSV, a picture as SVG.

function save(name, type, text) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name.replace(/[\\/:*?"<>|\s]+/g, '-') });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A cell as spreadsheets read it; one that they would take for a formula begins with an apostrophe. */
function cell(value) {
  const text = String(value ?? '');
  const tame = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

const csv = (head, rows) => '\ufeff' + [head, ...rows].map(row => row.map(cell).join(',') + '\r\n').join('');

/** A button that gives the rows that `rows` gives at that time. */
const saveTable = (name, head, rows) => el('button', {
  class: 'quiet save', type: 'button', onclick: () => save(`${name}.csv`, 'text/csv', csv(head, rows())),
}, 'CSV');

/** A button that gives a picture with the colours that it has on the screen. */
const savePicture = (name, picture) => el('button', {
  class: 'quiet save', type: 'button', onclick: () => save(`${name}.svg`, 'image/svg+xml', drawn(picture)),
}, 'SVG');

function drawn(picture) {
  const copy = picture.cloneNode(true), shown = [picture, ...$$('*', picture)];
  [copy, ...$$('*', copy)].forEach((node, i) => {
    const style = getComputedStyle(shown[i]);
    for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-opacity', 'opacity', 'display', 'font-size', 'font-family', 'text-anchor', 'paint-order']) {
      node.style.setProperty(name, style.getPropertyValue(name));
    }
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}
