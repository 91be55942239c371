// What is shown, as a file: a table as CSV, a picture as SVG or PNG.

function save(name, type, data) {
  const link = el('a', { href: URL.createObjectURL(new Blob([data], { type })), download: name.replace(/[\\/:*?"<>|\s]+/g, '-') });
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
  class: 'quiet save', type: 'button', title: t('save.csv'), onclick: async () => save(`${name}.csv`, 'text/csv', csv(head, await rows())),
}, 'CSV');

/** Buttons that give the picture that `picture` gives at that time, with the colours and the size that it has on the screen. */
const savePicture = (name, picture) => el('span', { class: 'saves' },
  el('button', { class: 'quiet save', type: 'button', title: t('save.svg'), onclick: () => save(`${name}.svg`, 'image/svg+xml', drawn(picture())) }, 'SVG'),
  el('button', { class: 'quiet save', type: 'button', title: t('save.png'), onclick: async () => save(`${name}.png`, 'image/png', await painted(picture())) }, 'PNG'));

/** What of a style a picture needs to look the same outside of the page. */
const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linejoin', 'stroke-dasharray', 'opacity', 'display',
  'font-size', 'font-family', 'font-weight', 'text-anchor', 'paint-order', 'vector-effect'];

function drawn(picture) {
  const copy = picture.cloneNode(true), shown = [picture, ...$$('*', picture)], copies = [copy, ...$$('*', copy)];
  copies.forEach((node, i) => {
    const style = getComputedStyle(shown[i]);
    for (const name of LOOKS) node.style.setProperty(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'role', 'href']) node.removeAttribute(name);
  });
  copies.filter(node => node.style.display === 'none').forEach(node => node.remove());
  const { width, height } = picture.getBoundingClientRect(), view = picture.viewBox.baseVal;
  const paper = getComputedStyle(document.body).getPropertyValue('background-color');
  copy.prepend(svg('rect', { x: view.x, y: view.y, width: view.width, height: view.height, style: `fill:${paper}` }));
  build(copy, { xmlns: 'http://www.w3.org/2000/svg', width: Math.round(width), height: Math.round(height) }, []);
  // XML has no letters for these, whatever stands in a name.
  return new XMLSerializer().serializeToString(copy).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** The picture in dots, two for each of the screen. */
async function painted(picture) {
  const { width, height } = picture.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(picture))}`;
  await image.decode();
  const canvas = el('canvas', { width: Math.round(2 * width), height: Math.round(2 * height) });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, 'image/png'));
}
