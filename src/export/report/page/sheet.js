// The printed page: where on it an article stood, for inputs that tell it.

/** What tells a printed page: the file of its articles, the day, and the page in the file. */
const sheetOf = (a, page) => `${a.id.replace(/#[^#]*$/, '')}|${a.date}|${a.page}|${page}`;

let sheets = null;
function onSheet(key) {
  if (!sheets) {
    sheets = new Map();
    D.articles.forEach((a, i) => new Set((a.boxes || []).map(b => b[0])).forEach(page => {
      const key = sheetOf(a, page);
      if (!sheets.has(key)) sheets.set(key, []);
      sheets.get(key).push(i);
    }));
  }
  return sheets.get(key) || [];
}

/** The boxes of the articles on the page where article `i` begins; small ones have no titles. */
function sheet(i, page, small) {
  const articles = onSheet(sheetOf(D.articles[i], page));
  const boxes = n => D.articles[n].boxes.filter(b => b[0] === page).map(b => b[1]);
  const all = articles.flatMap(boxes);
  const size = D.articles[i].boxes[0][0] === page && D.articles[i].size;
  const [w, h] = size || [Math.max(...all.map(b => b[0] + b[2])), Math.max(...all.map(b => b[1] + b[3]))];
  const letter = Math.max(w, 1) / 60;
  return svg('svg', { class: small ? 'sheet small' : 'sheet', viewBox: `0 0 ${w} ${h}`, role: 'group', 'aria-label': t('sheet') },
    articles.map(n => {
      const [head, ...rest] = boxes(n);
      const fits = Math.max(1, Math.floor(head[2] / letter) - 1), title = D.articles[n].title;
      return svg('a', { href: `#/a/${n}`, 'aria-label': title, class: n === i && 'on' }, svg('title', {}, title),
        [head, ...rest].map(([x, y, bw, bh]) => svg('rect', { x, y, width: bw, height: bh })),
        !small && svg('text', { x: head[0] + letter / 2, y: head[1] + letter * 1.4, 'font-size': letter }, title.length > fits ? `${title.slice(0, fits - 1)}…` : title));
    }));
}

views.page = (number, asked) => {
  const i = Number(number), a = D.articles[i];
  if (!a?.boxes?.length) return views.articles();
  const page = Number(asked) || a.boxes[0][0];
  const articles = onSheet(sheetOf(a, page)), picture = sheet(i, page, false);
  return [
    pagehead(null, [a.paper || D.name(), a.date, a.page && t('page.n', a.page)].filter(Boolean).join(' · '), t('sheet.line', count(articles.length, 'article'))),
    el('div', { class: 'two' }, el('div', {}, picture, el('p', {}, savePicture(t('sheet'), () => picture))), el('div', {}, articleList(articles))),
  ];
};
