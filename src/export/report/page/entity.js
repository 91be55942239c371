// The page of one person, place or institution.

views.e = async number => {
  const e = Number(number), p = D.entities[e];
  if (!p) return views['']();
  const events = p.type === 'place' ? [...new Set([...eventsOf(e), ...eventsAt(e)])] : eventsOf(e);
  const held = p.type === 'institution' ? heads(e) : [];
  const quotes = el('div', {}, el('p', { class: 'soft' }, t('entity.looking')));
  quote(p, quotes);
  return [
    pagehead(el('div', { class: `kindline ${p.type}` }, dot(p.type), word('kind', p.type), p.class && ` · ${word('class', p.class)}`), p.name,
      mainPost(p), t('entity.line', count(p.mentions, 'mention'), count(p.articles, 'article'), span(p.first, p.last))),
    el('div', { class: 'two' },
      el('div', {},
        p.posts.length > 0 && el('section', {}, el('h2', {}, t('entity.life')), life(e, events)),
        held.length > 0 && el('section', {}, el('h2', {}, t('entity.heads')), held),
        events.length > 0 && el('section', {}, el('h2', {}, t(p.type === 'place' ? 'entity.events.here' : 'entity.events'), ' ', saveEvents(p.name, events)),
          long('ul', { class: 'events' }, byDate(events), eventLine, 12)),
        el('section', {}, el('h2', {}, t('entity.text')), quotes)),
      el('div', {},
        p.at && el('section', {}, el('h2', {}, t('map.where')), whereabouts(e)),
        D.months.length > 1 && Object.keys(p.months).length > 0 && el('section', { class: p.type }, el('h2', {}, t('entity.months'), ' ', savePicture(`${p.name} ${t('entity.months')}`, () => $('.months'))), months(p)),
        p.companions.length > 0 && el('section', {}, el('h2', {}, t('entity.beside')), companions(p), D.graph.nodes.some(n => n.entity === e) && el('p', {}, el('a', { href: `#/graph/${e}`, class: 'small' }, t('entity.graph')))))),
  ];
};

/** Events that were held at place number `e`. */
const eventsAt = e => D.events.map((event, n) => n).filter(n => placeOf(D.events[n]) === e);

const saveEvents = (name, events) => saveTable(`${name} ${t('part.events')}`, eventColumns().map(c => t(`col.${c.key}`)), () => byDate(events).map(n => eventColumns().map(c => c.value(n))));

const byDate = events => [...events].sort((a, b) => {
  const x = D.events[a], y = D.events[b];
  return (x.from || D.articles[x.article].date || '9').localeCompare(y.from || D.articles[y.article].date || '9') || a - b;
});

function months(p) {
  const all = monthsBetween(D.first, D.last), most = Math.max(...Object.values(p.months));
  const w = 320 / all.length;
  return [svg('svg', { class: 'chart months', viewBox: '0 0 320 70', role: 'img', 'aria-label': t('entity.months') },
    all.map((m, i) => p.months[m] && svg('rect', {
      x: i * w + w * .1, width: w * .8, y: 68 - 62 * p.months[m] / most, height: 62 * p.months[m] / most, fill: 'var(--c)',
    }, svg('title', {}, t('bin.n', m, p.months[m])))),
    svg('line', { class: 'zero', x1: 0, x2: 320, y1: 68.5, y2: 68.5 })),
    el('div', { class: 'axis' }, el('span', {}, all[0]), el('span', {}, t('entity.most', most)), el('span', {}, all[all.length - 1]))];
}

function companions(p) {
  const most = Math.max(1, ...p.companions.map(c => c.articles));
  return el('ol', { class: 'ranks' }, p.companions.map(c => el('li', { class: D.entities[c.entity].type },
    el('span', {}, dot(D.entities[c.entity].type), ' ', entityLink(c.entity)),
    el('span', { class: 'num soft' }, count(c.articles, 'article')),
    el('span', { class: 'what wrap' }, [c.sentences && count(c.sentences, 'same_sentence'), c.events && count(c.events, 'same_event')].filter(Boolean).join(t('list')) || t('entity.same'),
      c.evidence.length > 0 && [` · ${t('entity.see')} `, c.evidence.slice(0, 3).map((a, i) => [i ? t('list') : '', el('a', { href: `#/a/${a}`, title: D.articles[a].title }, D.articles[a].date || t('article.n', a + 1))])]),
    el('span', { class: 'bar' }, el('i', { style: `width:${100 * c.articles / most}%` })))));
}

/** The sentences that show an entity, drawn when their texts are unpacked. */
async function quote(p, holder, step = 8) {
  let shown = 0;
  const more = el('button', { class: 'quiet', type: 'button', onclick: show });
  async function show() {
    const next = p.seen.slice(shown, shown + step);
    shown += next.length;
    const lines = await Promise.all(next.map(async ([a, at]) => {
      const [before, it, after] = sentenceAt(await textOf(a), at);
      return el('blockquote', { class: `quote ${p.type}` }, el('p', { lang: han() }, before, el('mark', {}, it), after),
        el('div', { class: 'soft small' }, D.articles[a].date || t('undated'), ' · ', articleLink(a, 'small')));
    }));
    if (shown <= step) holder.replaceChildren();
    more.remove();
    holder.append(...lines);
    if (shown < p.seen.length) {
      more.textContent = t('more', p.seen.length - shown);
      holder.append(more);
    } else if (p.seen.length < p.articles) {
      holder.append(el('p', { class: 'soft' }, t('entity.further', count(p.articles - p.seen.length, 'more_article'))));
    }
  }
  await show();
}
