// One article: its text with every mention in colour, and what was read out of it.

const SHOWN = ['person', 'title', 'institution', 'place', 'meeting', 'document', 'figure', 'time'];
const hiddenKinds = new Set();

views.a = async number => {
  const i = Number(number), head = D.articles[i];
  if (!head) return views['']();
  const article = await textOf(i);
  const events = D.events.map((e, n) => n).filter(n => D.events[n].article === i);
  const reading = el('article', { class: 'reading', lang: 'zh' });
  reading.append(...paragraphs(article, head, events));
  const near = (n, before, after) => D.articles[n] ? el('a', { href: `#/a/${n}` }, before, D.articles[n].title, after) : el('span');
  const page = el('div', { class: 'two' }, el('div', {}, kindSwitches(article, reading), reading,
    el('div', { class: 'pager' }, near(i - 1, '← ', ''), near(i + 1, '', ' →'))), margin(article, events, i));
  return page;
};

/** Buttons that hide and show the marks of a kind. */
function kindSwitches(article, reading) {
  const has = kind => article.mentions.some(m => m.type === kind || (kind === 'time' && m.type === 'duration'));
  const apply = () => SHOWN.forEach(k => reading.classList.toggle(`off-${k}`, hiddenKinds.has(k)));
  apply();
  return el('div', { class: 'keys', role: 'group', 'aria-label': t('article.marks') }, SHOWN.filter(has).map(kind => el('button', {
    type: 'button', class: kind, 'aria-pressed': String(!hiddenKinds.has(kind)),
    onclick: e => {
      if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
      e.currentTarget.setAttribute('aria-pressed', String(!hiddenKinds.has(kind)));
      apply();
    },
  }, dot(kind), word('kind', kind), ' ', el('span', { class: 'soft num' }, String(article.mentions.filter(m => m.type === kind).length)))));
}

function paragraphs(article, head, events) {
  const triggers = new Map(events.map(n => [D.events[n].at, D.events[n]]));
  const out = [];
  let at = 0, titled = false;
  const lines = article.text.split('\n');
  for (const line of lines) {
    const end = at + line.length;
    const inHead = end <= article.body[0] && at < article.body[0];
    if (line.trim()) {
      const parts = marked(article, at, end, triggers);
      const isTitle = inHead && !titled && (line.trim() === head.title.trim() || lines.length === 1);
      if (isTitle) { out.push(el('h1', { tabindex: '-1' }, parts)); titled = true; }
      else if (inHead) out.push(el('div', { class: 'deck' }, parts));
      else out.push(el('p', {}, parts));
    }
    at = end + 1;
  }
  const meta = el('div', { class: 'meta' }, [head.date || t('undated'), head.paper, head.page && t('page.n', head.page),
    word('articlekind', head.kind), ...article.bylines.map(([role, name]) => `${word('role', role)} ${name}`), head.id].filter(Boolean).join(' · '));
  if (!titled) out.unshift(el('h1', { tabindex: '-1' }, head.title));
  const first = out.findIndex(n => n.tagName === 'P');
  out.splice(first < 0 ? out.length : first, 0, meta);
  return out;
}

/** The text from `from` to `to` with marks for mentions, one inside another. */
function marked(article, from, to, triggers) {
  const inside = article.mentions.filter(m => m.start >= from && m.end <= to && m.end > m.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  const plain = (a, b) => {
    const parts = [];
    let at = a;
    for (const [start, event] of triggers) {
      const end = start + event.trigger.length;
      if (start < at || end > b) continue;
      parts.push(article.text.slice(at, start), el('span', { class: 'event-here', title: eventName(event.type) }, event.trigger));
      at = end;
    }
    parts.push(article.text.slice(at, b));
    return parts;
  };
  const fill = (a, b) => {
    const parts = [];
    let at = a;
    while (next < inside.length && inside[next].start < b) {
      const m = inside[next++];
      if (m.start < at || m.end > b) continue; // crosses another: the first keeps its mark
      parts.push(plain(at, m.start), mark(m, fill(m.start, m.end)));
      at = m.end;
    }
    parts.push(plain(at, b));
    return parts;
  };
  return fill(from, to);
}

function mark(m, parts) {
  const link = m.entity !== undefined;
  const hint = e => {
    e.stopPropagation();
    showTip(e.currentTarget, el('b', {}, word('kind', m.type), m.code && ` · ${codeOf(m)}`), m.value && el('div', { lang: han() }, m.type === 'figure' ? valueText(m.value) : m.value), el('code', {}, m.rule));
    lightUp(m.entity, true);
  };
  const leave = () => { hideTip(); lightUp(m.entity, false); };
  return el(link ? 'a' : 'span', {
    class: `m ${m.type}`, href: link && `#/e/${m.entity}`, tabindex: link ? null : '0', 'data-entity': link ? m.entity : null,
    onmouseover: hint, onmouseout: leave, onfocus: hint, onblur: leave,
  }, parts);
}

/** What the vocabulary of records says of a mention, in the reader's language. */
const codeOf = m => word({ person: 'role', time: 'basis' }[m.type] || 'class', m.code);

/** Marks every mention of one entity on the page. */
function lightUp(entity, on) {
  if (entity !== undefined) $$(`.m[data-entity="${entity}"]`).forEach(m => m.classList.toggle('lit', on));
}

function margin(article, events, i) {
  const head = D.articles[i];
  const posts = article.posts.map(p => el('li', { title: p.rule }, p.entity !== null ? entityLink(p.entity) : p.person, ' ',
    p.former && el('span', { class: 'soft' }, `${t('former')} `), el('span', { lang: han() }, el('span', { class: 'soft' }, p.institution || ''), ' ', p.title)));
  const quotes = article.quotes.map(q => el('li', {}, q.speaker !== null ? entityLink(q.speaker) : t('article.someone'),
    el('span', { class: 'soft' }, ` · ${word('quote', q.kind)} `), el('span', { lang: han() }, short(article.text.slice(...q.content)))));
  const part = (title, items) => items.length > 0 && el('section', {}, el('h2', {}, title), el('ul', {}, items));
  return el('div', { class: 'margin' },
    head.boxes && el('section', {}, el('h2', {}, t('article.sheet')), sheet(i, head.boxes[0][0], true), el('a', { href: `#/page/${i}`, class: 'soft small' }, t('article.whole'))),
    part(t('article.posts'), posts),
    events.length > 0 && el('section', {}, el('h2', {}, t('entity.events')), el('ul', { class: 'events' }, events.map(n => eventLine(n, false)))),
    part(t('part.quotes'), quotes),
    part(t('article.notes'), article.warnings.map(w => el('li', { class: 'soft', lang: 'en' }, w))));
}
const short = text => text.length > 60 ? `${text.slice(0, 60)}…` : text;
