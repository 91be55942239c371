// Lives: posts and events on one line of time, and who was there before and after.

/** The first and the last day on which a post is known to be held: those of articles that show it, and those that texts give. */
function seenIn(h) {
  const past = new Set(h.past);
  const days = h.articles.filter(a => !past.has(a)).map(a => D.articles[a].date).concat(h.from, h.to).filter(Boolean).sort();
  return days.length ? [days[0], days[days.length - 1]] : null;
}

/** What texts say of the days of a post: when it began, when it ended. */
const told = h => (h.from || h.to) && el('div', { class: 'soft small' }, [h.from && t('life.from', h.from), h.to ? t('life.until', h.to) : t('life.open')].filter(Boolean).join(t('join')));

let holdersBy = null;
/** Everyone with a post in institution `e`: [person, post]. */
function holdersIn(e) {
  if (!holdersBy) {
    holdersBy = new Map();
    D.entities.forEach((p, person) => p.posts.forEach(h => {
      if (h.entity === null) return;
      if (!holdersBy.has(h.entity)) holdersBy.set(h.entity, []);
      holdersBy.get(h.entity).push([person, h]);
    }));
  }
  return holdersBy.get(e) || [];
}

/** Who was last seen in the same post before, and who first after; deputies have no such order. */
function neighbours(person, h) {
  const mine = !h.former && h.entity !== null && !h.title.startsWith('副') && seenIn(h);
  if (!mine) return [];
  const others = holdersIn(h.entity).filter(([who, o]) => who !== person && o.title === h.title && !o.former)
    .map(([who, o]) => [who, seenIn(o)]).filter(x => x[1]);
  const before = others.filter(x => x[1][1] < mine[0]).sort((a, b) => b[1][1].localeCompare(a[1][1]))[0];
  const after = others.filter(x => x[1][0] > mine[1]).sort((a, b) => a[1][0].localeCompare(b[1][0]))[0];
  return [before && ['before', before[0], t('life.seen.last', before[1][1])], after && ['after', after[0], t('life.seen.first', after[1][0])]].filter(Boolean);
}

const left = date => `left:${100 * when(date)}%`;

/**
 * The days on which a post is told of, hollow where the article tells of a year before its own; a line joins the days on
 * which it is known to be held, as far as the axis shows them, unless it is told of as given up.
 */
function postTrack(h) {
  const dated = h.articles.filter(a => D.articles[a].date), past = new Set(h.past);
  const within = d => d < D.first ? D.first : d > D.last ? D.last : d;
  const days = D.first && seenIn(h)?.map(within);
  return el('div', { class: 'track' },
    days && days[0] < days[1] && !h.former && el('i', { style: `${left(days[0])};width:${100 * (when(days[1]) - when(days[0]))}%` }),
    dated.map(a => el('a', {
      class: past.has(a) && 'past', href: `#/a/${a}`, style: left(D.articles[a].date), title: `${D.articles[a].date} ${D.articles[a].title}`,
      'aria-label': `${D.articles[a].date} ${D.articles[a].title}`,
    })));
}

const axis = () => D.first && el('div', { class: 'post' }, el('span', {}), el('div', { class: 'axis' }, el('span', {}, D.first), el('span', {}, D.last)));

/** The posts of person number `e`, and under them the events. */
function life(e, events) {
  const p = D.entities[e];
  const posts = [...p.posts].sort((a, b) => a.articles[0] - b.articles[0] || b.articles.length - a.articles.length);
  const row = h => el('div', { class: h.former ? 'post former' : 'post' },
    el('div', {}, el('div', {}, h.former && el('span', { class: 'soft' }, `${t('former')} `), el('span', { lang: han() }, h.title)),
      el('div', { class: 'where' }, h.entity !== null ? el('a', { href: `#/e/${h.entity}`, lang: han() }, h.institution) : h.institution || t('life.nowhere')), told(h),
      neighbours(e, h).map(([way, who, seen]) => el('div', { class: 'next' }, `${t(`life.${way}`)} `, entityLink(who), ` ${seen}`))),
    postTrack(h));
  const days = D.first ? byDate(events).filter(n => { const d = dateOf(D.events[n]); return d && d >= D.first && d <= D.last; }).slice(0, 400) : [];
  const happened = days.length > 0 && el('div', { class: 'post' }, el('div', {}, t('entity.events')), el('div', { class: 'track' }, days.map(n => {
    const what = `${dateOf(D.events[n])} ${eventName(D.events[n].type)}`;
    return el('a', { class: `event ${D.events[n].type.split('.')[0]}`, href: `#/a/${D.events[n].article}`, style: left(dateOf(D.events[n])), title: what, 'aria-label': what, tabindex: '-1' });
  })));
  return [el('div', { class: 'posts' }, posts.map(row), happened), axis(),
    el('p', { class: 'soft small' }, t('life.note'), ' ', posts.some(h => neighbours(e, h).length) && t('life.order'))];
}

/** Who is told to hold a post in institution `e`, by title and time. */
function heads(e) {
  const first = h => seenIn(h)?.[0] || '9';
  const most = new Map();
  for (const [, h] of holdersIn(e)) most.set(h.title, (most.get(h.title) || 0) + h.articles.length);
  const rows = [...holdersIn(e)].sort((a, b) => most.get(b[1].title) - most.get(a[1].title) || a[1].title.localeCompare(b[1].title)
    || first(a[1]).localeCompare(first(b[1])) || a[0] - b[0]);
  if (!rows.length) return [];
  const [list, more] = long('div', { class: 'posts' }, rows, ([person, h], i) => el('div', { class: h.former ? 'post former' : 'post' },
    el('div', {}, entityLink(person), el('div', { class: 'where' }, h.former && `${t('former')} `, el('span', { lang: han() }, h.title), ` · ${count(h.articles.length, 'article')}`)), postTrack(h)), 40);
  return [list, axis(), more];
}
