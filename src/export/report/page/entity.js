// The page of one person, place or institution.

views.e = async number => {
  const e = Number(number), p = D.entities[e];
  if (!p) return views['']();
  const events = p.type === 'place' ? [...new Set([...eventsOf(e), ...eventsAt(e)])] : eventsOf(e);
  const held = p.type === 'institution' ? heads(e) : [];
  const quotes = el('div', {}, el('p', { class: 'soft' }, 'Looking them up …'));
  quote(p, quotes);
  return [
    pagehead(el('div', { class: `kindline ${p.type}` }, dot(p.type), KINDS[p.type]), p.name,
      mainPost(p), `${count(p.mentions, 'mention')} in ${count(p.articles, 'article')}, ${span(p.first, p.last)}`),
    el('div', { class: 'two' },
      el('div', {},
        p.posts.length > 0 && el('section', {}, el('h2', {}, 'A life in the paper'), life(e, events)),
        held.length > 0 && el('section', {}, el('h2', {}, 'Who is told to hold a post here'), held),
        events.length > 0 && el('section', {}, el('h2', {}, p.type === 'place' ? 'Events here' : 'Events', ' ', saveEvents(p.name, events)),
          long('ul', { class: 'events' }, byDate(events), eventLine, 12)),
        el('section', {}, el('h2', {}, 'In the text'), quotes)),
      el('div', {},
        p.at && el('section', {}, el('h2', {}, 'Where'), whereabouts(e)),
        Object.keys(p.months).length > 0 && el('section', { class: p.type }, el('h2', {}, 'Articles by month'), months(p)),
        p.companions.length > 0 && el('section', {}, el('h2', {}, 'Named together with'), companions(p)))),
  ];
};

/** Events that were held at place number `e`. */
const eventsAt = e => D.events.map((event, n) => n).filter(n => placeOf(D.events[n]) === e);

const saveEvents = (name, events) => saveTable(`events ${name}`, ['from', 'to', 'type', 'realis', 'trigger', 'place', 'roles', 'article'],
  () => byDate(events).map(n => D.events[n]).map(e => [e.from, e.to, e.type, e.realis, e.trigger, e.place,
    e.roles.map(r => `${r.role}: ${r.text}`).join('; '), D.articles[e.article].id]));

const byDate = events => [...events].sort((a, b) => {
  const x = D.events[a], y = D.events[b];
  return (x.from || D.articles[x.article].date || '9').localeCompare(y.from || D.articles[y.article].date || '9') || a - b;
});

function months(p) {
  const all = monthsBetween(D.first, D.last), most = Math.max(...Object.values(p.months));
  const w = 320 / all.length;
  return [svg('svg', { class: 'chart', viewBox: '0 0 320 70', role: 'img', 'aria-label': 'Articles by month' },
    all.map((m, i) => p.months[m] && svg('rect', {
      x: i * w + w * .1, width: w * .8, y: 68 - 62 * p.months[m] / most, height: 62 * p.months[m] / most, fill: 'var(--c)',
    }, svg('title', {}, `${m}: ${p.months[m]}`))),
    svg('line', { class: 'zero', x1: 0, x2: 320, y1: 68.5, y2: 68.5 })),
    el('div', { class: 'axis' }, el('span', {}, all[0]), el('span', {}, `most ${most}`), el('span', {}, all[all.length - 1]))];
}

function companions(p) {
  const most = Math.max(1, ...p.companions.map(c => c.articles));
  return el('ol', { class: 'ranks' }, p.companions.map(c => el('li', { class: D.entities[c.entity].type },
    el('span', {}, dot(D.entities[c.entity].type), ' ', entityLink(c.entity)),
    el('span', { class: 'num soft' }, count(c.articles, 'article')),
    el('span', { class: 'what wrap' }, [c.sentences && count(c.sentences, 'sentence'), c.events && count(c.events, 'event')].filter(Boolean).join(', ') || 'same article only',
      c.evidence.length > 0 && [' · see ', c.evidence.slice(0, 3).map((a, i) => [i ? ', ' : '', el('a', { href: `#/a/${a}`, title: D.articles[a].title }, D.articles[a].date || `article ${a + 1}`)])]),
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
      return el('blockquote', { class: `quote ${p.type}` }, el('p', {}, before, el('mark', {}, it), after),
        el('div', { class: 'soft small' }, D.articles[a].date || 'undated', ' · ', articleLink(a, 'small')));
    }));
    if (shown <= step) holder.replaceChildren();
    more.remove();
    holder.append(...lines);
    if (shown < p.seen.length) {
      more.textContent = `Show more (${p.seen.length - shown} left)`;
      holder.append(more);
    } else if (p.seen.length < p.articles) {
      holder.append(el('p', { class: 'soft' }, `and in ${count(p.articles - p.seen.length, 'further article')}`));
    }
  }
  await show();
}
