// Measures: which there are, and one over time and by place, with its sentences.

const unitName = unit => unit.split(' / ').map(u => (WORDS[`unit.${u}`] ? t(`unit.${u}`) : u)).join(' / ');
const measureBase = m => m.base || (m.change ? t('figures.change') : '');
const measureKind = m => [measureBase(m), unitName(m.unit)].filter(Boolean).join(' · ');
/** A value as a reader is told it: long numbers in groups of three, the unit by name. */
const grouped = text => text.replace(/\d{5,}(?=$|\.)/, n => n.replace(/\B(?=(\d{3})+$)/g, ','));
const valueText = value => value.split(' · ')[0].split(' ').map(u => (WORDS[`unit.${u}`] ? t(`unit.${u}`) : grouped(u))).join(' ');

views.figures = asked => {
  const m = D.measures[asked];
  return m ? measurePage(m) : measureList();
};

function measureList() {
  const of = n => D.measures[n], dates = n => of(n).points.map(p => p.date).filter(Boolean).sort();
  const places = n => new Set(of(n).points.map(p => p.place).filter(p => p !== undefined)).size;
  return [pagehead(null, t('part.figures'), t('figures.line')), listing({
    name: t('part.figures'), items: D.measures.map((m, n) => n),
    text: n => `${of(n).measure} ${measureKind(of(n))}`,
    facets: [{ key: 'kind', label: 'measure', of: n => of(n).kind, name: v => word('figurekind', v) },
      { key: 'paper', of: n => [...new Set(of(n).points.map(p => D.articles[p.article].paper || ''))] }],
    days: (n, [from, to]) => { const d = dates(n).find(d => d >= from && d <= `${to}~`); return d && [d, d]; },
    columns: [
      { key: 'measure', cell: n => el('a', { href: `#/figures/${n}`, class: 'name', lang: han() }, of(n).measure), value: n => of(n).measure },
      { key: 'kind', head: t('facet.measure'), cls: 'soft hide', cell: n => word('figurekind', of(n).kind), value: n => word('figurekind', of(n).kind) },
      { key: 'unit', cell: n => unitName(of(n).unit), value: n => unitName(of(n).unit) },
      { key: 'base', cell: n => measureBase(of(n)), value: n => measureBase(of(n)) },
      { key: 'figures', cls: 'num', cell: n => number(of(n).points.length), value: n => of(n).points.length },
      { key: 'places', head: t('part.places'), cls: 'num hide', cell: n => number(places(n)), value: places },
      { key: 'first', cls: 'num soft hide', cell: n => dates(n)[0] || t('undated'), value: n => dates(n)[0] },
      { key: 'last', cls: 'num soft hide', cell: n => dates(n).pop(), value: n => dates(n).pop() },
    ],
  })];
}

function measurePage(m) {
  const placeOf = p => (p.place === undefined ? '' : D.entities[p.place].name);
  const charts = el('div', {});
  const sentence = async p => sentenceAt(await textOf(p.article), p.at);
  const quoted = p => {
    const holder = el('span', { class: 'quoted', lang: han() });
    sentence(p).then(([before, it, after]) => holder.replaceChildren(before, el('mark', {}, it), after));
    return holder;
  };
  return [
    pagehead(el('a', { href: '#/figures', class: 'small' }, `← ${t('figures.back')}`), m.measure,
      [word('figurekind', m.kind), measureKind(m), t('figures.head', count(m.points.length, 'figure'))].filter(Boolean).join(' · '), t('figures.unlike')),
    listing({
      name: `${m.measure} ${measureKind(m)}`, items: m.points, step: 60, above: [charts],
      text: p => `${p.text} ${placeOf(p)} ${D.articles[p.article].title}`,
      days: p => p.date && [p.date, p.date],
      facets: [{ key: 'place', of: placeOf }, { key: 'paper', of: p => D.articles[p.article].paper || '' }],
      shown: hits => charts.replaceChildren(...measureCharts(m, hits, placeOf)),
      columns: [
        { key: 'date', cls: 'soft num', cell: p => p.date || t('undated'), value: p => p.date },
        { key: 'value', cls: 'num hide', cell: p => valueText(p.value), value: p => p.value.split(' · ')[0], by: p => p.y },
        { key: 'place', cell: p => p.place !== undefined && entityLink(p.place), value: placeOf },
        { key: 'text', value: p => p.text, sort: false },
        { key: 'sentence', cell: p => [quoted(p), el('div', { class: 'small' }, articleLink(p.article, 'soft'))], value: async p => (await sentence(p)).join(''), sort: false },
        { key: 'id', value: p => D.articles[p.article].id, sort: false },
      ],
    }),
  ];
}

/** Places that have a mark of their own; the others share one. */
const MARKED = 5;

function measureCharts(m, points, placeOf) {
  const shown = points.filter(p => p.date && p.y !== null).sort((a, b) => a.date.localeCompare(b.date));
  if (!shown.length) return [el('p', { class: 'soft' }, t('figures.none'))];
  const times = new Map();
  shown.forEach(p => { if (p.place !== undefined) times.set(placeOf(p), (times.get(placeOf(p)) || 0) + 1); });
  const places = [...times.keys()].sort((a, b) => times.get(b) - times.get(a) || (a < b ? -1 : 1));
  const rank = p => { const n = places.indexOf(placeOf(p)); return n >= 0 && n < MARKED && places.length > 1 ? n : -1; };
  const name = `${m.measure} ${measureKind(m)}`;
  const section = (title, make, ...more) => {
    const picture = make(m, shown, rank, places, placeOf);
    return el('section', {}, el('h2', {}, title, ' ', savePicture(`${name} ${title}`, () => picture)), picture, more);
  };
  const key = places.length > 1 && el('ul', { class: 'legend' }, places.slice(0, MARKED).map((p, n) => el('li', {}, markKey(n), ' ', el('span', { lang: han() }, p))),
    shown.some(p => rank(p) < 0) && el('li', {}, markKey(-1), ' ', t('figures.other')));
  return [section(t('figures.time'), overTime, key),
    places.length > 1 && section(t('figures.by'), byPlace, el('p', { class: 'soft small' }, t('figures.by.note')))].filter(Boolean);
}

const markKey = n => svg('svg', { class: 'chart key', viewBox: '-8 -8 16 16', 'aria-hidden': 'true' }, svg('path', { d: markShape(n), class: `mark p${n}` }));
/** A circle, a square, a diamond, two triangles, and a ring for all others: told apart without colour. */
const markShape = n => ['M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z', 'M-4.5-4.5H4.5V4.5H-4.5Z', 'M0-6L6 0L0 6L-6 0Z', 'M0-6L5.6 4.5H-5.6Z', 'M0 6L5.6-4.5H-5.6Z'][n] || 'M-4 0A4 4 0 1 1 4 0A4 4 0 1 1-4 0Z';
const dotAt = (p, x, y, n, placeOf) => {
  const text = [p.date, placeOf(p), valueText(p.value), p.text].filter(Boolean).join(' · ');
  return svg('a', { href: `#/a/${p.article}`, 'aria-label': text }, svg('path', { class: `mark p${n}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, d: markShape(n) }), svg('title', {}, text));
};

/** One dot a figure; the width of the drawing follows the screen, so that letters keep their size. */
function overTime(m, points, rank, places, placeOf) {
  const W = Math.min(1100, Math.max(320, innerWidth - 40)), H = 300, L = 64, R = 14, T = 26, B = 30;
  const ticks = scale(Math.min(0, ...points.map(p => p.y)), Math.max(0, ...points.map(p => p.y)));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const [a, b] = [day(points[0].date), day(points[points.length - 1].date)];
  const x = p => (b > a ? L + 8 + (W - L - R - 16) * (day(p.date) - a) / (b - a) : L + (W - L - R) / 2);
  const y = v => T + (H - T - B) * (high - v) / (high - low || 1);
  return svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'group', 'aria-label': `${m.measure}${t('join')}${t('figures.time')}` },
    svg('text', { x: L - 8, y: 14, 'text-anchor': 'end' }, unitName(m.unit)),
    ticks.map(v => [svg('line', { class: v === 0 ? 'zero' : 'tick', x1: L, x2: W - R, y1: y(v), y2: y(v) }),
      svg('text', { x: L - 8, y: y(v) + 4, 'text-anchor': 'end' }, compact(v))]),
    points.map(p => dotAt(p, x(p), y(p.y), rank(p), placeOf)),
    svg('text', { x: b > a ? L : L + (W - L - R) / 2, y: H - 6, 'text-anchor': b > a ? 'start' : 'middle' }, points[0].date),
    b > a && svg('text', { x: W - R, y: H - 6, 'text-anchor': 'end' }, points[points.length - 1].date));
}

/** A row for each place with most figures. */
function byPlace(m, points, rank, places, placeOf) {
  const rows = places.slice(0, 12), W = Math.min(1100, Math.max(320, innerWidth - 40)), L = Math.min(150, W * .34), R = 24, T = 8, line = 26, H = T + line * rows.length + 26;
  const inRows = points.filter(p => rows.includes(placeOf(p)));
  const ticks = scale(Math.min(0, ...inRows.map(p => p.y)), Math.max(0, ...inRows.map(p => p.y)));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const x = v => L + (W - L - R) * (v - low) / (high - low || 1), y = n => T + line * (n + .5);
  const every = W < 500 ? 2 : 1, fits = Math.floor((L - 12) / 12);
  return svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'group', 'aria-label': `${m.measure}${t('join')}${t('figures.by')}` },
    ticks.map((v, i) => [svg('line', { class: v === 0 ? 'zero' : 'tick', x1: x(v), x2: x(v), y1: T, y2: H - 22 }),
      i % every === 0 && svg('text', { x: x(v), y: H - 6, 'text-anchor': 'middle' }, compact(v))]),
    rows.map((place, n) => [svg('line', { class: 'tick', x1: L, x2: W - R, y1: y(n), y2: y(n) }),
      svg('text', { x: L - 10, y: y(n) + 4, 'text-anchor': 'end' }, place.length > fits ? `${place.slice(0, fits - 1)}…` : place, svg('title', {}, place))]),
    inRows.map(p => dotAt(p, x(p.y), y(rows.indexOf(placeOf(p))), rank(p), placeOf)));
}

/** Round numbers from at or below `low` to at or above `high`. */
function scale(low, high) {
  if (low === high) high = low + 1;
  const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(s => s * power).find(s => s >= rough);
  const ticks = [];
  for (let i = Math.floor(low / step); i <= Math.ceil(high / step - 1e-9); i++) ticks.push(i * step);
  return ticks;
}
/** A number for an axis, in the thousands of the language. */
function compact(v) {
  const a = Math.abs(v), steps = language === 'zh' ? [[1e12, '万亿'], [1e8, '亿'], [1e4, '万']] : [[1e12, ' tn'], [1e9, ' bn'], [1e6, ' m'], [1e4, 'k', 1e3]];
  const step = steps.find(s => a >= s[0]);
  return step ? `${+(v / (step[2] || step[0])).toPrecision(4)}${step[1]}` : String(+v.toPrecision(6));
}
