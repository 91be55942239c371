// The figures of a measure over time.

const measureKind = m => [m.base, m.change && !m.base && 'change', m.unit].filter(Boolean).join(' · ');
const measureName = m => `${m.measure} ${measureKind(m)}`;

views.figures = number => {
  if (!D.measures.length) return pagehead(null, 'Figures', 'No figure here says what it measures.');
  const i = Math.min(Number(number) || 0, D.measures.length - 1), m = D.measures[i];
  const field = el('input', { type: 'search', placeholder: 'Narrow the measures', 'aria-label': 'Narrow the measures', oninput: show });
  const picks = el('div', {});
  function show() {
    const word = field.value.trim();
    const hits = D.measures.map((x, n) => n).filter(n => measureName(D.measures[n]).includes(word));
    picks.replaceChildren(...long('ul', { class: 'picks' }, hits, n => el('li', {}, el('a', { href: `#/figures/${n}`, 'aria-current': n === i && 'true' },
      el('span', {}, D.measures[n].measure, ' ', el('span', { class: 'soft small' }, measureKind(D.measures[n]))), el('span', { class: 'soft num' }, String(D.measures[n].points.length)))), 80));
  }
  show();
  return [
    pagehead(null, m.measure, `${measureKind(m)}${measureKind(m) && ': '}${count(m.points.length, 'figure')} by the date of the issue; those of different places and periods stand beside each other.`),
    el('div', { class: 'two' }, el('div', {}, el('section', {}, chart(m)), el('section', {}, saveTable(measureName(m), ['date', 'value', 'text', 'article'],
      () => m.points.map(p => [p.date, p.value, p.text, D.articles[p.article].id])), figureTable(m))),
      el('div', {}, el('div', { class: 'bar-row' }, field), picks)),
  ];
};

function chart(m) {
  const points = m.points.filter(p => p.date && p.y !== null).sort((a, b) => a.date.localeCompare(b.date));
  if (!points.length) return el('p', { class: 'soft' }, 'None of them has both a date and one value.');
  const W = 760, H = 300, L = 64, R = 14, T = 14, B = 30;
  const ticks = scale(Math.min(0, ...points.map(p => p.y)), Math.max(0, ...points.map(p => p.y)));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const days = points.map(p => day(p.date)), [a, b] = [days[0], days[days.length - 1]];
  const x = p => b > a ? L + (W - L - R) * (day(p.date) - a) / (b - a) : L + (W - L - R) / 2;
  const y = v => T + (H - T - B) * (high - v) / (high - low || 1);
  return svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'group', 'aria-label': measureName(m) },
    ticks.map(t => [svg('line', { class: t === 0 ? 'zero' : 'tick', x1: L, x2: W - R, y1: y(t), y2: y(t) }),
      svg('text', { x: L - 8, y: y(t) + 4, 'text-anchor': 'end' }, compact(t))]),
    points.map(p => svg('a', { href: `#/a/${p.article}`, 'aria-label': `${p.date}: ${p.value}` },
      svg('circle', { cx: x(p), cy: y(p.y), r: 6 }), svg('title', {}, `${p.date}\n${p.text}\n${p.value}`))),
    svg('text', { x: b > a ? L : L + (W - L - R) / 2, y: H - 6, 'text-anchor': b > a ? 'start' : 'middle' }, points[0].date),
    b > a && svg('text', { x: W - R, y: H - 6, 'text-anchor': 'end' }, points[points.length - 1].date));
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
function compact(v) {
  const a = Math.abs(v);
  if (a >= 1e8) return `${+(v / 1e8).toPrecision(4)}亿`;
  if (a >= 1e4) return `${+(v / 1e4).toPrecision(4)}万`;
  return String(+v.toPrecision(6));
}

function figureTable(m) {
  const [rows, more] = long('tbody', {}, m.points, p => el('tr', {}, el('td', { class: 'soft', style: 'white-space:nowrap' }, p.date || 'undated'),
    el('td', { class: 'hide' }, p.value.split(' · ')[0]), el('td', {}, p.text), el('td', {}, articleLink(p.article))), 60);
  const head = ['Date', 'Value', 'As printed', 'Article'].map(h => el('th', h === 'Value' ? { class: 'hide' } : {}, h));
  return [el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, head)), rows)), more];
}
