// Events by type over time.

const EVENT_NAMES = {
  'MEET.HOLD': '会议召开', 'MEET.STUDY': '传达学习', 'MEET.DEPLOY': '部署安排', 'MEET.CEREMONY': '仪式庆典', 'MEET.PRESS': '新闻发布',
  'SPEAK.INSTRUCT': '讲话要求', 'SPEAK.STATE': '陈述表态', 'CONTACT.RECEIVE': '会见接待', 'CONTACT.INSPECT': '调研检查',
  'CONTACT.VISIT': '考察访问', 'CONTACT.CONDOLE': '慰问看望', 'PERS.APPOINT': '任职', 'PERS.REMOVE': '免职离任', 'PERS.ELECT': '选举当选',
  'PERS.DIE': '逝世', 'HONOR.AWARD': '表彰获奖', 'POL.ISSUE': '制定印发', 'POL.APPROVE': '审批认定', 'POL.PLAN': '规划目标',
  'POL.NOTICE': '公告公示', 'ECON.LAUNCH': '启动开工', 'ECON.COMPLETE': '建成完成', 'ECON.SIGN': '签约合作', 'ECON.INVEST': '投资拨付',
  'ECON.RESUME': '复工复产', 'ECON.STAT': '统计发布', 'ECON.PROMOTE': '招商推介', 'ECON.TENDER': '招拍挂采购', 'ORG.FOUND': '成立组建',
  'ORG.REFORM': '改革撤并', 'LAW.ENFORCE': '执法整治', 'LAW.CASE': '案件纪检', 'INC.ACCIDENT': '事故', 'INC.DISASTER': '灾害',
  'INC.OUTBREAK': '疫情', 'AID.ASSIST': '帮扶服务', 'AID.DONATE': '捐赠', 'ACT.CAMPAIGN': '主题活动', 'ACT.CULTURE': '文体活动',
};
const eventName = type => EVENT_NAMES[type] || type;

/** One event as an item of a list. */
function eventLine(n, dated = true) {
  const e = D.events[n];
  const date = e.from ? span(e.from, e.to) : D.articles[e.article].date || 'undated';
  return el('li', {}, el('span', { class: 'num soft small' }, date, e.basis === 'inferred' && el('abbr', { title: 'The date is inferred' }, ' ?')),
    el('div', {}, el('span', { class: 'type' }, eventName(e.type)), el('span', { class: 'code' }, e.type),
      e.realis !== 'actual' && el('span', { class: 'tag' }, e.realis),
      el('div', { class: 'roles' }, el('span', {}, `“${e.trigger}”`), e.roles.map(r => el('span', {}, el('b', {}, r.role),
        r.entity !== null ? entityLink(r.entity) : short(r.text))),
        e.place && el('span', {}, el('b', {}, e.inferred ? 'place (inferred)' : 'place'), e.place)),
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
    return { bins, label: step === 1 ? 'day' : 'week from', of: d => d ? Math.floor((day(d) - a) / step) : -1 };
  }
  const months = monthsBetween(inside[0], inside[inside.length - 1]);
  const cut = months.length <= most ? 7 : 4;
  const bins = cut === 7 ? months : [...new Set(months.map(m => m.slice(0, 4)))];
  return { bins, label: cut === 7 ? 'month' : 'year', of: d => bins.indexOf(d.slice(0, cut)) };
}

views.events = chosen => {
  const all = D.events.map((e, n) => n);
  const kinds = ['actual', 'future', 'planned', 'irrealis', 'negated'].filter(r => D.events.some(e => e.realis === r));
  const off = new Set(kinds.filter(k => k === 'irrealis' || k === 'negated'));
  const list = el('div', { 'aria-live': 'polite' });
  const holder = el('div', { class: 'scroll' });
  const { bins, label, of } = binning(all.map(n => dateOf(D.events[n])));
  function pick(type, bin) {
    const hits = all.filter(n => !off.has(D.events[n].realis) && (!type || D.events[n].type === type) && (bin === undefined || of(dateOf(D.events[n])) === bin));
    list.replaceChildren(...[el('h2', {}, [type ? `${eventName(type)} ` : 'All events', bin !== undefined && `${label} ${bins[bin]}`, ` · ${hits.length}`]),
      long('ul', { class: 'events' }, byDate(hits), eventLine, 30)].flat(Infinity));
  }
  function draw() {
    const rows = new Map();
    for (const n of all) {
      const e = D.events[n];
      if (off.has(e.realis)) continue;
      if (!rows.has(e.type)) rows.set(e.type, new Map());
      const b = of(dateOf(e)), row = rows.get(e.type);
      row.set(b, (row.get(b) || 0) + 1);
    }
    const total = row => [...row.values()].reduce((a, b) => a + b, 0);
    const order = Object.keys(EVENT_NAMES);
    const sorted = [...rows].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
    const most = Math.max(1, ...sorted.flatMap(([, row]) => [...row].filter(([b]) => b >= 0).map(([, n]) => n)));
    const every = Math.max(2, Math.ceil(bins.length / 16)); // a date is wider than a column
    holder.replaceChildren(el('table', { class: 'grid' },
      el('thead', {}, el('tr', {}, el('th', {}), el('th', {}), bins.map((b, i) => el('th', { scope: 'col' }, i % every === 0 && (label === 'month' || label === 'year' ? b : b.slice(5)))))),
      el('tbody', {}, sorted.map(([type, row]) => el('tr', { class: type.split('.')[0] },
        el('th', { scope: 'row' }, el('button', { type: 'button', onclick: () => pick(type) }, eventName(type), el('span', {}, type))),
        el('td', { class: 'total num' }, String(total(row))),
        bins.map((b, i) => el('td', {}, row.get(i) && el('button', {
          type: 'button', style: `width:${size(row.get(i), most)}px;height:${size(row.get(i), most)}px`,
          'aria-label': `${eventName(type)}, ${label} ${b}: ${row.get(i)}`, title: `${label} ${b}: ${row.get(i)}`,
          tabindex: '-1', onclick: () => pick(type, i), onkeydown: steer,
        }))))))));
    const first = $('td button', holder);
    if (first) first.tabIndex = 0;
  }
  const size = (n, most) => Math.round(6 + 20 * Math.sqrt(n / most));
  draw();
  pick(chosen && D.events.some(e => e.type === chosen) ? chosen : undefined);
  return [
    pagehead(null, 'Events', `By type and ${(label || 'date').replace(' from', '')}. Pick a circle or a type; arrow keys go from circle to circle.`),
    kinds.length > 1 && el('div', { class: 'bar-row' }, kinds.map(k => el('label', {}, el('input', {
      type: 'checkbox', checked: !off.has(k), onchange: e => { if (e.target.checked) off.delete(k); else off.add(k); draw(); pick(); },
    }), k))),
    holder, el('section', { style: 'margin-top:2rem' }, list),
  ];
};

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
