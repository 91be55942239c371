'use strict';
// Elements, the store, and the way from an address to a view.
// Text only ever becomes text: nothing here parses HTML.

const problems = [];
addEventListener('error', e => problems.push(String(e.message)));
addEventListener('unhandledrejection', e => problems.push(String(e.reason)));

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false));
  return node;
}
const el = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

// ---- texts in the reader's language ----
let language = 'en';
/** The text called `key`, filled in; one that is not in the table stands as it is. */
function t(key, ...values) {
  const text = WORDS[key]?.[LANGUAGES.indexOf(language)] ?? key;
  return text.replace(/\{(\d)\}/g, (_, n) => values[n]);
}
/** What a word of the record's vocabulary is called; a user's own is called itself. */
const word = (group, code) => WORDS[`${group}.${code}`] ? t(`${group}.${code}`) : String(code ?? '').replace('_', ' ');
const number = n => n.toLocaleString('en');
/** A count with what is counted. */
function count(n, what) {
  const forms = t(`n.${what}`, number(n)).split('|');
  return forms[n === 1 ? 0 : forms.length - 1];
}
const span = (a, b) => (!a ? t('undated') : a === b ? a : `${a} – ${b}`);
/** Chinese text of the articles, which a page in English says it is. */
const han = () => (language === 'en' ? 'zh' : null);

// ---- the store ----
let D = null;
const packed = [];
const unpacked = new Map();

async function unpack(text) {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/** The text of article `i`. */
async function textOf(i) {
  const block = Math.floor(i / D.block);
  if (!unpacked.has(block)) unpacked.set(block, unpack(packed[block]));
  return (await unpacked.get(block))[i % D.block];
}

/** The sentence around an offset: [before, the mention, after]. */
function sentenceAt(article, at) {
  const { text, mentions } = article;
  const mention = mentions.find(m => m.start === at && m.entity !== undefined) || mentions.find(m => m.start <= at && at < m.end);
  const end = mention ? mention.end : at;
  let a = at, b = end;
  while (a > 0 && at - a < 160 && !'。！？\n'.includes(text[a - 1])) a--;
  while (b < text.length && b - end < 200 && text[b] !== '\n' && !'。！？'.includes(text[b++]));
  return [text.slice(a, at).trimStart(), text.slice(at, end), text.slice(end, b).trimEnd()];
}

let eventsBy = null;
/** Events that entity `e` takes part in. */
function eventsOf(e) {
  if (!eventsBy) {
    eventsBy = new Map();
    D.events.forEach((event, i) => {
      for (const r of new Set(event.roles.map(r => r.entity))) {
        if (r === null) continue;
        if (!eventsBy.has(r)) eventsBy.set(r, []);
        eventsBy.get(r).push(i);
      }
    });
  }
  return eventsBy.get(e) || [];
}

// ---- small parts that views share ----
const entityLink = (e, cls) => el('a', { href: `#/e/${e}`, class: `${cls || 'name'} ${D.entities[e].type}`, lang: han() }, D.entities[e].name);
const articleLink = (a, cls) => el('a', { href: `#/a/${a}`, class: cls || 't', lang: han() }, D.articles[a].title);
const dot = kind => el('span', { class: `dot ${kind}`, 'aria-hidden': 'true' });

/** The post an entity is best known by, or what it is to the paper. */
function mainPost(p) {
  if (!p.posts.length) return !p.role || ['other', 'official'].includes(p.role) ? '' : word('role', p.role);
  const best = p.posts.filter(h => !h.former).sort((x, y) => y.articles.length - x.articles.length)[0] || p.posts[0];
  return best ? `${best.former ? t('former.mark') : ''}${best.institution || ''}${best.title}` : '';
}

/** Bars of a count by month over the months of the report. */
function spark(months) {
  const all = monthsBetween(D.first, D.last);
  const most = Math.max(1, ...Object.values(months));
  const w = 120 / Math.max(all.length, 1);
  return svg('svg', { class: 'spark', viewBox: '0 0 120 20', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    all.map((m, i) => months[m] && svg('rect', {
      x: i * w, width: Math.max(w - 1, .8), y: 20 - Math.max(2, 20 * months[m] / most), height: 20,
    })));
}

function monthsBetween(from, to) {
  const out = [];
  if (!from || !to) return out;
  let [y, m] = from.split('-').map(Number);
  const last = to.slice(0, 7);
  for (let at = from.slice(0, 7); at <= last && out.length < 1200; ) {
    out.push(at);
    [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
    at = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
  }
  return out;
}

const day = date => Date.parse(date.slice(0, 10) + 'T00:00:00Z') / 86400000;
/** Where a date stands between the first and the last, 0 to 1. */
function when(date) {
  const length = day(D.last) - day(D.first);
  return length > 0 ? (day(date) - day(D.first)) / length : .5;
}

/** A list that shows `step` items and a button for more. */
function long(tag, attributes, items, make, step = 60) {
  const list = el(tag, attributes);
  const more = el('button', { class: 'quiet more', type: 'button', onclick: show });
  let shown = 0;
  function show() {
    const next = items.slice(shown, shown + step);
    list.append(...next.map(make));
    shown += next.length;
    more.hidden = shown >= items.length;
    more.textContent = t('more', number(items.length - shown));
  }
  show();
  return [list, el('p', {}, more)];
}

const pagehead = (kind, title, ...lines) => el('div', { class: 'pagehead' }, kind,
  el('h1', { tabindex: '-1' }, title), lines.filter(Boolean).map(l => el('p', {}, l)));
