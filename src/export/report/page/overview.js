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
      el('p', {}, el('span', {}, span(D.first, D.last)), el('span', {}, count(D.articles.length, 'article')),
        D.papers.length > 1 && el('span', {}, count(D.papers.length, 'paper')),
        el('span', {}, count(D.entities.length, 'name')), el('span', {}, count(D.events.length, 'event')))),
    sampled(),
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
          el('div', { class: 'soft' }, `${count(m.points.length, 'figure')}, the last ${m.points[m.points.length - 1].text}`)))))),
  ];
};

const articleList = items => el('ul', { class: 'lines' }, items.map(articleLine));
function articleLine(i) {
  const a = D.articles[i];
  return el('li', {}, articleLink(i), el('div', { class: 'soft' },
    [a.date || 'undated', a.paper, a.page && `page ${a.page}`, a.kind !== 'news' && a.kind.replace('_', ' ')].filter(Boolean).join(' · ')));
}

/** A list with a field that narrows it. */
function narrowed(title, line, hint, items, text, draw) {
  const holder = el('div', {});
  const field = el('input', { type: 'search', placeholder: hint, 'aria-label': hint, oninput: show });
  const found = el('span', { class: 'soft', 'aria-live': 'polite' });
  function show() {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    const hits = items.filter(i => words.every(w => text(i).toLowerCase().includes(w)));
    found.textContent = count(hits.length, 'entry', 'entries');
    holder.replaceChildren(...[draw(hits)].flat(Infinity));
  }
  show();
  return [pagehead(null, title, line), el('div', { class: 'bar-row' }, field, found), holder];
}

function entityIndex(kind, title, line) {
  return () => narrowed(title, line, `Narrow the ${title.toLowerCase()}`,
    D.entities.map((p, e) => e).filter(e => D.entities[e].type === kind),
    e => `${D.entities[e].name} ${mainPost(D.entities[e])}`,
    hits => {
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
    });
}
views.people = entityIndex('person', 'People', 'Everyone who is named, those in most articles first.');
views.places = entityIndex('place', 'Places', 'Divisions and other places by their full names.');
views.institutions = entityIndex('institution', 'Institutions', 'Bodies, firms and schools by their full names.');

views.articles = () => narrowed('Articles', 'By date.', 'Narrow the articles', D.articles.map((a, i) => i),
  i => `${D.articles[i].title} ${D.articles[i].date} ${D.articles[i].paper}`,
  hits => long('ul', { class: 'lines' }, hits, articleLine, 100));
