// The front page, and the lists of entities and articles.

const ranks = (items, most) => el('ol', { class: 'ranks' }, items.map(({ link, what, n, kind }) => el('li', { class: kind },
  el('span', {}, link), el('span', { class: 'num soft' }, n.toLocaleString('en')),
  what && el('span', { class: 'what', title: what }, what),
  el('span', { class: 'bar' }, el('i', { style: `width:${Math.max(1, 100 * n / most)}%` })))));

function topEntities(kind, n) {
  const list = D.entities.map((p, e) => ({ p, e })).filter(x => x.p.type === kind && !x.p.press).slice(0, n);
  const most = Math.max(1, ...list.map(x => x.p.articles));
  return ranks(list.map(({ p, e }) => ({ link: entityLink(e), what: mainPost(p), n: p.articles, kind })), most);
}

views[''] = () => {
  const types = new Map();
  D.events.forEach(e => types.set(e.type, (types.get(e.type) || 0) + 1));
  const top = [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 9);
  const part = (title, href, ...body) => el('section', {}, el('h2', {}, title, el('a', { href }, 'all')), body);
  const latest = D.articles.map((a, i) => i).filter(i => D.articles[i].date && ['news', 'feature', 'commentary', 'brief'].includes(D.articles[i].kind)).reverse();
  return [
    el('div', { class: 'masthead' }, el('h1', { tabindex: '-1' }, D.title),
      el('p', {}, el('span', {}, span(D.first, D.last)), el('span', {}, count(D.counted, 'article')),
        D.papers.length > 1 && el('span', {}, count(D.papers.length, 'paper')),
        el('span', {}, count(D.entities.length, 'name')), el('span', {}, count(D.events.length, 'event')))),
    sampled(),
    beat(),
    el('div', { class: 'columns' },
      part('People', '#/people', topEntities('person', 10)),
      part('Institutions', '#/institutions', topEntities('institution', 12)),
      part('Places', '#/places', topEntities('place', 12)),
      part('Events', '#/events', ranks(top.map(([type, n]) => ({
        link: el('a', { href: `#/events/${type}` }, eventName(type)), what: type, n, kind: type.split('.')[0],
      })), top[0]?.[1] || 1))),
    el('div', { class: 'columns' },
      el('section', { class: 'wide' }, el('h2', {}, 'Latest articles', el('a', { href: '#/articles' }, 'all')),
        articleList(latest.slice(0, 8))),
      part('Figures given most often', '#/figures', el('ul', { class: 'lines' }, D.measures.slice(0, 8).map((m, i) =>
        el('li', {}, el('a', { href: `#/figures/${i}` }, m.measure, ' ', el('span', { class: 'soft' }, measureKind(m))),
          el('div', { class: 'soft' }, `${count(m.points.length, 'figure')}, the last ${m.points[m.points.length - 1].text}`))))),
      part('Closest ties', '#/graph', topTies(10))),
  ];
};

/** Articles and events over time, each a row of bars; a bar of articles opens those of its days. */
function beat() {
  const dates = D.articles.map(a => a.date), { bins, label, of } = binning([...dates], 40);
  if (bins.length < 2) return null;
  const ends = bins.map((b, i) => [firstDay(b), i + 1 < bins.length ? dayBefore(firstDay(bins[i + 1])) : D.last]);
  const picture = (title, kind, days, link) => {
    const counts = bins.map(() => 0);
    days.forEach(d => { const b = d ? of(d) : -1; if (b >= 0 && b < counts.length) counts[b]++; });
    const most = Math.max(1, ...counts), w = 640 / bins.length;
    return el('section', { class: kind }, el('h2', {}, title, ' ', el('span', { class: 'soft small' }, `by ${label.replace(' from', '')}, most ${most.toLocaleString('en')}`)),
      svg('svg', { class: 'chart', viewBox: '0 0 640 84', role: 'group', 'aria-label': `${title} by ${label}` },
        counts.map((n, i) => n > 0 && svg('a', { href: link(...ends[i]), 'aria-label': `${label} ${bins[i]}: ${n}` },
          svg('rect', { x: i * w + w * .08, width: w * .84, y: 80 - 78 * n / most, height: 78 * n / most }), svg('title', {}, `${label} ${bins[i]}: ${n}`))),
        svg('line', { class: 'zero', x1: 0, x2: 640, y1: 80.5, y2: 80.5 })),
      el('div', { class: 'axis' }, el('span', {}, bins[0]), el('span', {}, bins[bins.length - 1])));
  };
  return el('div', { class: 'beat' }, picture('Articles', 'institution', dates, (a, b) => `#/articles/${a}/${b}`),
    D.events.length > 0 && picture('Events', 'meeting', D.events.map(dateOf), () => '#/events'));
}
/** The first day of a bin: of a year, a month, a week or itself. */
const firstDay = bin => `${bin}-01-01`.slice(0, 10);
const dayBefore = date => new Date((day(date) - 1) * 864e5).toISOString().slice(0, 10);

/** The strongest of the ties that are drawn in the graph. */
function topTies(n) {
  const G = D.graph, name = i => entityLink(G.nodes[i].entity);
  const ties = [...G.edges].sort((a, b) => b.sentences - a.sentences || b.articles - a.articles).slice(0, n);
  return el('ul', { class: 'lines' }, ties.map(e => el('li', {}, name(e.a), ' – ', name(e.b),
    el('div', { class: 'soft' }, [count(e.articles, 'article'), e.sentences && count(e.sentences, 'sentence')].filter(Boolean).join(', ')))));
}

const articleList = items => el('ul', { class: 'lines' }, items.map(articleLine));
function articleLine(i) {
  const a = D.articles[i];
  return el('li', {}, articleLink(i), el('div', { class: 'soft' },
    [a.date || 'undated', a.paper, a.page && `page ${a.page}`, a.kind !== 'news' && a.kind.replace('_', ' ')].filter(Boolean).join(' · ')));
}

/** A list with a field that narrows it; `extra` are further controls, `keep` what they let through. */
function narrowed({ title, line, hint, items, text, draw, columns, row, extra = () => [], keep = () => true, order = hits => hits }) {
  const holder = el('div', {});
  const field = el('input', { type: 'search', placeholder: hint, 'aria-label': hint, oninput: show });
  const found = el('span', { class: 'soft', 'aria-live': 'polite' });
  let hits = [];
  const controls = extra(() => show());
  function show() {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    hits = order(items.filter(i => keep(i) && words.every(w => text(i).toLowerCase().includes(w))));
    found.textContent = count(hits.length, 'entry', 'entries');
    holder.replaceChildren(...[draw(hits)].flat(Infinity));
  }
  show();
  return [pagehead(null, title, line), el('div', { class: 'bar-row' }, field, controls, saveTable(title, columns, () => hits.map(row)), found), holder];
}

function entityIndex(kind, title, line) {
  return () => narrowed({
    title, line, hint: `Narrow the ${title.toLowerCase()}`,
    items: D.entities.map((p, e) => e).filter(e => D.entities[e].type === kind),
    text: e => `${D.entities[e].name} ${mainPost(D.entities[e])}`,
    columns: ['name', 'post', 'articles', 'mentions', 'first', 'last'],
    row: e => { const p = D.entities[e]; return [p.name, mainPost(p), p.articles, p.mentions, p.first, p.last]; },
    draw: hits => {
      const [body, more] = long('tbody', {}, hits, e => {
        const p = D.entities[e];
        return el('tr', { class: kind }, el('td', {}, entityLink(e)),
          kind === 'person' && el('td', { class: 'soft' }, mainPost(p)),
          el('td', { class: 'hide' }, spark(p.months)),
          el('td', { class: 'num' }, p.articles.toLocaleString('en')), el('td', { class: 'num hide' }, p.mentions.toLocaleString('en')),
          el('td', { class: 'num soft hide' }, span(p.first, p.last)));
      }, 150);
      return [el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, el('th', {}, 'Name'),
        kind === 'person' && el('th', {}, 'Post'), el('th', { class: 'hide' }, 'Articles by month'),
        el('th', { class: 'num' }, 'Articles'), el('th', { class: 'num hide' }, 'Mentions'), el('th', { class: 'num hide' }, 'Seen'))), body)), more];
    },
  });
}
views.people = entityIndex('person', 'People', 'Everyone who is named, those in most articles first.');
views.places = entityIndex('place', 'Places', 'Divisions and other places by their full names.');
views.institutions = entityIndex('institution', 'Institutions', 'Bodies, firms and schools by their full names.');

views.articles = (first = '', last = '') => {
  const shown = { from: first, to: last, kind: '', latest: false };
  const all = D.articles.map((a, i) => i), kinds = [...new Set(D.articles.map(a => a.kind))].sort();
  const dayField = (name, label, show) => el('label', {}, label, ' ', el('input', { type: 'date', value: shown[name], min: D.first, max: D.last, onchange: e => { shown[name] = e.target.value; show(); } }));
  return narrowed({
    title: 'Articles', line: 'By date; a click on a bar of the front page gives those of its days.', hint: 'Narrow the articles', items: all,
    text: i => `${D.articles[i].title} ${D.articles[i].date} ${D.articles[i].paper}`,
    extra: show => [dayField('from', 'from', show), dayField('to', 'to', show),
      el('select', { 'aria-label': 'Kind of article', onchange: e => { shown.kind = e.target.value; show(); } },
        el('option', { value: '' }, 'all kinds'), kinds.map(k => el('option', { value: k }, k.replace('_', ' ')))),
      el('label', {}, el('input', { type: 'checkbox', onchange: e => { shown.latest = e.target.checked; show(); } }), 'latest first')],
    keep: i => {
      const { date, kind } = D.articles[i];
      return (!shown.kind || kind === shown.kind) && (!shown.from || (date && date >= shown.from)) && (!shown.to || (date && date <= shown.to));
    },
    order: hits => (shown.latest ? hits.reverse() : hits),
    columns: ['id', 'date', 'paper', 'page', 'kind', 'title'],
    row: i => { const a = D.articles[i]; return [a.id, a.date, a.paper, a.page, a.kind, a.title]; },
    draw: hits => long('ul', { class: 'lines' }, hits, articleLine, 100),
  });
};
