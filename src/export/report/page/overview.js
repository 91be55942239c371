// The front page.

const ranks = (items, most) => el('ol', { class: 'ranks' }, items.map(({ link, what, n, kind }) => el('li', { class: kind },
  el('span', {}, link), el('span', { class: 'num soft' }, number(n)),
  what && el('span', { class: 'what', title: what, lang: han() }, what),
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
  const part = (title, href, ...body) => el('section', {}, el('h2', {}, title, el('a', { href, 'aria-label': `${title}${language === 'zh' ? '：' : ': '}${t('all')}` }, t('all'))), body);
  const latest = D.articles.map((a, i) => i).filter(i => D.articles[i].date && ['news', 'feature', 'commentary', 'brief'].includes(D.articles[i].kind)).reverse();
  return [
    el('div', { class: 'masthead' }, el('h1', { tabindex: '-1' }, D.name()),
      el('p', {}, el('span', {}, span(D.first, D.last)), el('span', {}, count(D.counted, 'article')),
        D.papers.length > 1 && el('span', {}, count(D.papers.length, 'paper')),
        el('span', {}, count(D.entities.length, 'name')), el('span', {}, count(D.events.length, 'event')))),
    sampled(),
    beat(),
    el('div', { class: 'columns' },
      part(t('part.people'), '#/people', topEntities('person', 10)),
      part(t('part.institutions'), '#/institutions', topEntities('institution', 12)),
      part(t('part.places'), '#/places', topEntities('place', 12)),
      part(t('part.events'), '#/events', ranks(top.map(([type, n]) => ({
        link: el('a', { href: link('events', { type }), title: type }, eventName(type)), n, kind: type.split('.')[0],
      })), top[0]?.[1] || 1))),
    el('div', { class: 'columns' },
      el('section', { class: 'wide' }, el('h2', {}, t('front.latest'), el('a', { href: '#/articles', 'aria-label': `${t('front.latest')} ${t('all')}` }, t('all'))),
        articleList(latest.slice(0, 8))),
      part(t('front.figures'), '#/figures', el('ul', { class: 'lines' }, D.measures.slice(0, 8).map((m, i) =>
        el('li', {}, el('a', { href: `#/figures/${i}` }, el('span', { lang: han() }, m.measure), ' ', el('span', { class: 'soft' }, measureKind(m))),
          el('div', { class: 'soft' }, t('front.last', count(m.points.length, 'figure'), m.points[m.points.length - 1].text)))))),
      part(t('front.ties'), '#/graph', topTies(10))),
  ];
};

const binText = (label, bin, n) => t(label === 'week' ? 'bin.week.n' : 'bin.n', bin, number(n));

/** Articles and events over time, each a row of bars; a bar opens the list of its days. */
function beat() {
  const dates = D.articles.map(a => a.date), { bins, label, of } = binning([...dates], 40);
  if (bins.length < 2) return null;
  const ends = bins.map((b, i) => [firstDay(b), i + 1 < bins.length ? dayBefore(firstDay(bins[i + 1])) : D.last]);
  const picture = (part, kind, days) => {
    const title = word('part', part);
    const counts = bins.map(() => 0);
    days.forEach(d => { const b = d ? of(d) : -1; if (b >= 0 && b < counts.length) counts[b]++; });
    const most = Math.max(1, ...counts), w = 640 / bins.length;
    const holder = el('section', { class: kind });
    return build(holder, {}, [el('h2', {}, title, ' ', el('span', { class: 'soft small' }, `${t('front.by', t(`bin.${label}`), number(most))}`), ' ', savePicture(title, () => $('svg', holder))),
      svg('svg', { class: 'chart', viewBox: '0 0 640 84', role: 'group', 'aria-label': `${title}${t('join')}${t('front.by', t(`bin.${label}`), number(most))}` },
        counts.map((n, i) => n > 0 && svg('a', { href: link(part, { from: ends[i][0], to: ends[i][1] }), 'aria-label': binText(label, bins[i], n) },
          svg('rect', { x: i * w + w * .08, width: w * .84, y: 80 - 78 * n / most, height: 78 * n / most }), svg('title', {}, binText(label, bins[i], n)))),
        svg('line', { class: 'zero', x1: 0, x2: 640, y1: 80.5, y2: 80.5 })),
      el('div', { class: 'axis' }, el('span', {}, bins[0]), el('span', {}, bins[bins.length - 1]))]);
  };
  return el('div', { class: 'beat' }, picture('articles', 'institution', dates),
    D.events.length > 0 && picture('events', 'meeting', D.events.filter(e => isTold(e)).map(dateOf)));
}
/** The first day of a bin: of a year, a month, a week or itself. */
const firstDay = bin => `${bin}-01-01`.slice(0, 10);
const dayBefore = date => new Date((day(date) - 1) * 864e5).toISOString().slice(0, 10);

/** The strongest of the ties that are drawn in the graph. */
function topTies(n) {
  const G = D.graph, name = i => entityLink(G.nodes[i].entity);
  const ties = [...G.edges].sort((a, b) => b.sentences - a.sentences || b.articles - a.articles).slice(0, n);
  return el('ul', { class: 'lines' }, ties.map(e => el('li', {}, name(e.a), ' – ', name(e.b),
    el('div', { class: 'soft' }, [count(e.articles, 'article'), e.sentences && count(e.sentences, 'same_sentence')].filter(Boolean).join(t('list'))))));
}

const articleList = items => el('ul', { class: 'lines' }, items.map(articleLine));
function articleLine(i) {
  const a = D.articles[i];
  return el('li', {}, articleLink(i), el('div', { class: 'soft' },
    [a.date || t('undated'), a.paper, a.page && t('page.n', a.page), a.kind !== 'news' && word('articlekind', a.kind)].filter(Boolean).join(' · ')));
}
