// Events by type over time.

const eventName = type => word('event', type);
/** Types in the order of the table of texts, a user's own behind them. */
const typeOrder = () => [...Object.keys(WORDS).filter(k => k.startsWith('event.')).map(k => k.slice(6)), ...new Set(D.events.map(e => e.type))];
/** True for what is told as happened, planned or to come. */
const isTold = e => e.realis !== 'irrealis' && e.realis !== 'negated';

/** One event as an item of a list. */
function eventLine(n, dated = true) {
  const e = D.events[n];
  const date = e.from ? span(e.from, e.to) : D.articles[e.article].date || t('undated');
  return el('li', {}, el('span', { class: 'num soft small' }, date, e.basis === 'inferred' && el('abbr', { title: t('events.inferred') }, ' ?')),
    el('div', {}, el('span', { class: 'type', title: e.type }, eventName(e.type)),
      e.realis !== 'actual' && el('span', { class: 'tag' }, word('realis', e.realis)),
      el('div', { class: 'roles' }, el('span', { lang: han() }, `“${e.trigger}”`), e.roles.map(r => el('span', {}, el('b', {}, word('rolein', r.role)),
        r.entity !== null ? entityLink(r.entity) : el('i', { lang: han() }, short(r.text)))),
        e.place && el('span', {}, el('b', {}, e.inferred ? t('events.place.inferred') : t('rolein.place')), el('i', { lang: han() }, e.place))),
      dated !== false && el('div', { class: 'small' }, articleLink(e.article, 'soft'))));
}

const dateOf = e => (e.from || D.articles[e.article].date || '').slice(0, 10);

/** Bins of days, weeks, months or years over some dates, the finest that fit the window. */
function binning(dates, wide = Math.floor((Math.min(innerWidth, 1440) * .92 - 300) / 30)) {
  const days = dates.filter(Boolean).sort();
  // A date far outside the run of the papers is a slip or a far-off plan; it would flatten the rest.
  const low = D.first ? day(D.first) - 31 : -Infinity, high = D.last ? day(D.last) + 31 : Infinity;
  const inside = days.filter(d => day(d) >= low && day(d) <= high);
  if (!inside.length) return { bins: [], of: () => -1 };
  const most = Math.max(14, wide);
  const [a, b] = [day(inside[0]), day(inside[inside.length - 1])];
  const step = [1, 7].find(s => (b - a) / s < most);
  if (step) {
    const bins = Array.from({ length: Math.floor((b - a) / step) + 1 }, (_, i) => new Date((a + i * step) * 864e5).toISOString().slice(0, 10));
    return { bins, label: step === 1 ? 'day' : 'week', of: d => d ? Math.floor((day(d) - a) / step) : -1 };
  }
  const months = monthsBetween(inside[0], inside[inside.length - 1]);
  const cut = months.length <= most ? 7 : 4;
  const bins = cut === 7 ? months : [...new Set(months.map(m => m.slice(0, 4)))];
  return { bins, label: cut === 7 ? 'month' : 'year', of: d => bins.indexOf(d.slice(0, cut)) };
}

/** What is saved of an event. */
const eventColumns = () => [
  { key: 'date', value: n => dateOf(D.events[n]) },
  { key: 'until', value: n => D.events[n].to, sort: false },
  { key: 'type', value: n => eventName(D.events[n].type) },
  { key: 'code', value: n => D.events[n].type, sort: false },
  { key: 'realis', value: n => word('realis', D.events[n].realis) },
  { key: 'trigger', value: n => D.events[n].trigger },
  { key: 'place', value: n => D.events[n].place },
  { key: 'roles', value: n => D.events[n].roles.map(r => `${word('rolein', r.role)}: ${r.text}`).join('; '), sort: false },
  { key: 'title', value: n => D.articles[D.events[n].article].title, sort: false },
  { key: 'id', value: n => D.articles[D.events[n].article].id, sort: false },
];

views.events = () => {
  const of = n => D.events[n], holder = el('div', { class: 'scroll' });
  const all = byDate(D.events.map((e, n) => n)), bins = binning(all.filter(n => isTold(of(n))).map(n => dateOf(of(n))));
  const realis = [...new Set(D.events.map(e => e.realis))];
  return [
    pagehead(null, t('part.events'), t('events.line', t(bins.label ? `bin.${bins.label}` : 'events.line.date'))),
    listing({
      name: t('part.events'), items: all, line: eventLine, cls: 'events', columns: eventColumns(),
      text: n => `${eventName(of(n).type)} ${of(n).trigger} ${of(n).place || ''} ${of(n).roles.map(r => r.text).join(' ')}`,
      days: n => dateOf(of(n)) && [dateOf(of(n)), dateOf(of(n))],
      facets: [{ key: 'type', of: n => of(n).type, name: eventName },
        { key: 'realis', options: ['any', ...realis], first: t('events.told'), name: v => (v === 'any' ? t('events.any') : word('realis', v)),
          keep: (n, v) => (v === 'any' || (v ? of(n).realis === v : isTold(of(n)))) },
        { key: 'paper', of: n => D.articles[of(n).article].paper || '' }],
      above: [holder],
      shown: (hits, without) => holder.replaceChildren(eventGrid(without('type'), bins)),
    }),
  ];
};

/** A row of circles for each type; a circle asks for the events of its type and days. */
function eventGrid(events, { bins, label, of }) {
  const rows = new Map();
  for (const n of events) {
    const e = D.events[n], b = of(dateOf(e));
    if (!rows.has(e.type)) rows.set(e.type, new Map());
    rows.get(e.type).set(b, (rows.get(e.type).get(b) || 0) + 1);
  }
  const order = typeOrder(), total = row => [...row.values()].reduce((a, b) => a + b, 0);
  const sorted = [...rows].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const most = Math.max(1, ...sorted.flatMap(([, row]) => [...row].filter(([b]) => b >= 0).map(([, n]) => n)));
  const every = Math.max(2, Math.ceil(bins.length / 16)); // a date is wider than a column
  const size = n => `${Math.round(6 + 20 * Math.sqrt(n / most))}px`;
  const ends = b => ({ from: firstDay(bins[b]), to: b + 1 < bins.length ? dayBefore(firstDay(bins[b + 1])) : lastDay(bins[b], label) });
  const pick = async (id, state) => {
    keep(state);
    await route(false);
    $(`[data-cell="${id}"]`)?.focus({ preventScroll: true });
  };
  const isOn = (type, b) => here.q.get('type') === type && (b === undefined ? !here.q.get('from') : here.q.get('from') === ends(b).from);
  let first = true;
  const circle = (type, b, n) => {
    const text = binText(label, bins[b], n), id = `${order.indexOf(type)} ${b}`;
    const button = el('button', {
      type: 'button', style: `width:${size(n)};height:${size(n)}`, 'data-cell': id, 'aria-pressed': String(isOn(type, b)),
      'aria-label': `${eventName(type)}${t('join')}${text}`, title: text, tabindex: first ? '0' : '-1', onclick: () => pick(id, { type, ...ends(b) }), onkeydown: steer,
    });
    first = false;
    return button;
  };
  const short = b => (label === 'month' || label === 'year' ? bins[b] : bins[b].slice(5));
  return el('table', { class: 'grid' }, el('caption', { class: 'unseen' }, t('events.grid')),
    el('thead', {}, el('tr', {}, el('td', {}), el('td', {}), bins.map((_, b) => el(b % every ? 'td' : 'th', b % every ? {} : { scope: 'col' }, b % every === 0 && short(b))))),
    el('tbody', {}, sorted.map(([type, row]) => el('tr', { class: type.split('.')[0] },
      el('th', { scope: 'row' }, el('button', { type: 'button', title: type, 'data-cell': `${order.indexOf(type)}`, 'aria-pressed': String(isOn(type)),
        onclick: () => pick(`${order.indexOf(type)}`, { type, from: null, to: null }) }, eventName(type))),
      el('td', { class: 'total num' }, number(total(row))),
      bins.map((_, b) => el('td', {}, row.get(b) && circle(type, b, row.get(b))))))));
}
/** The last day of the last bin. */
const lastDay = (bin, label) => ({ day: bin, week: new Date((day(bin) + 6) * 864e5).toISOString().slice(0, 10), year: `${bin}-12-31`, month: `${bin}-31` })[label];

/** Arrow keys in the grid of circles. */
function steer(e) {
  const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
  if (!move) return;
  e.preventDefault();
  const cell = e.currentTarget.closest('td'), rows = $$('tr', cell.closest('tbody'));
  let r = rows.indexOf(cell.parentElement), c = cell.cellIndex;
  for (;;) {
    r += move[0]; c += move[1];
    const next = rows[r]?.cells[c];
    if (!next || c < 2) return;
    const button = $('button', next);
    if (button) { e.currentTarget.tabIndex = -1; button.tabIndex = 0; button.focus(); return; }
  }
}
