'use strict';
// Elements, the store, and the way from an address to a view.
// Text only ever becomes text: nothing here parses HTML.

const KINDS = {
  person: 'Person', place: 'Place', institution: 'Institution', meeting: 'Meeting', document: 'Document',
  title: 'Title', figure: 'Figure', time: 'Time', duration: 'Duration',
};
const PARTS = [
  ['', 'Front page'], ['people', 'People'], ['institutions', 'Institutions'], ['places', 'Places'],
  ['events', 'Events'], ['figures', 'Figures'], ['graph', 'Graph'], ['map', 'Map'], ['articles', 'Articles'],
];
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

const count = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many || one + 's'}`;
const span = (a, b) => (!a ? 'undated' : a === b ? a : `${a} – ${b}`);

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
const entityLink = (e, cls) => el('a', { href: `#/e/${e}`, class: `${cls || 'name'} ${D.entities[e].type}` }, D.entities[e].name);
const articleLink = (a, cls) => el('a', { href: `#/a/${a}`, class: cls || 't' }, D.articles[a].title);
const dot = kind => el('span', { class: `dot ${kind}`, 'aria-hidden': 'true' });

/** The post an entity is best known by, or what it is to the paper. */
function mainPost(p) {
  if (!p.posts.length) return ['other', 'official'].includes(p.role) ? '' : p.role || '';
  const best = p.posts.filter(h => !h.former).sort((x, y) => y.articles.length - x.articles.length)[0] || p.posts[0];
  return best ? `${best.former ? '原' : ''}${best.institution || ''}${best.title}` : '';
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
  const more = el('button', { class: 'quiet', type: 'button', onclick: show });
  let shown = 0;
  function show() {
    const next = items.slice(shown, shown + step);
    list.append(...next.map(make));
    shown += next.length;
    more.hidden = shown >= items.length;
    more.textContent = `Show more (${(items.length - shown).toLocaleString('en')} left)`;
  }
  show();
  return [list, el('p', {}, more)];
}

const pagehead = (kind, title, ...lines) => el('div', { class: 'pagehead' }, kind,
  el('h1', { tabindex: '-1' }, title), lines.filter(Boolean).map(l => el('p', {}, l)));

// ---- views by address ----
const views = {};
const sampled = () => D.given > D.articles.length && el('p', { class: 'note' },
  `This page holds ${D.articles.length.toLocaleString('en')} of ${D.given.toLocaleString('en')} articles, evenly spaced by date. Counts are of those.`);

async function route(focus = true) {
  const [part = '', ...rest] = decodeURI(location.hash.replace(/^#\/?/, '')).split('/');
  if (part === 'main') return;
  const view = views[part] || views[''];
  hideTip();
  const page = await view(...rest);
  $('#main').replaceChildren(...[page].flat(Infinity).filter(Boolean));
  const home = { e: { person: 'people', place: 'places', institution: 'institutions' }[D.entities[rest[0]]?.type], a: 'articles' }[part] ?? part;
  for (const a of $$('#nav a')) {
    if (a.dataset.part === home) {
      a.setAttribute('aria-current', 'page');
      $('#nav').scrollLeft = a.offsetLeft - innerWidth / 2;
    }
    else a.removeAttribute('aria-current');
  }
  document.body.classList.toggle('front', !part);
  document.title = part ? `${$('#main h1')?.textContent || ''} · ${D.title}` : D.title;
  if (focus) {
    scrollTo(0, 0);
    $('#main h1')?.focus({ preventScroll: true });
  }
}

// ---- hints on hover and focus ----
function showTip(target, ...lines) {
  const tip = $('#tip');
  tip.replaceChildren(...lines.filter(Boolean));
  tip.hidden = false;
  const at = target.getBoundingClientRect(), box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
  tip.style.top = `${at.bottom + box.height + 8 < innerHeight ? at.bottom + 6 : Math.max(8, at.top - box.height - 6)}px`;
}
const hideTip = () => { $('#tip').hidden = true; };
addEventListener('scroll', hideTip, { passive: true });

// ---- light and dark ----
function theme(next) {
  const dark = () => document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  if (next) document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
  $('#theme').textContent = dark() ? '☀' : '☾';
  $('#theme').setAttribute('aria-label', dark() ? 'Switch to light' : 'Switch to dark');
}

async function start() {
  if (!('DecompressionStream' in window)) {
    $('#main').replaceChildren(el('p', { class: 'wait' }, 'This browser cannot unpack the report; any browser of 2023 or later can.'));
    return;
  }
  const [core, ...parts] = await Promise.all([$('#core'), ...$$('.part')].map(s => unpack(s.textContent)));
  D = core;
  D.articles = parts.flatMap(part => part.articles);
  D.events = parts.flatMap(part => part.events);
  for (const m of D.measures) m.points.forEach(point => { point.date = D.articles[point.article].date; });
  const dated = a => a === null ? null : D.articles[a].date;
  for (const p of D.entities) {
    [p.first, p.last] = [dated(p.first), dated(p.last)];
    p.months = Object.fromEntries(p.months.map(([month, n]) => [D.months[month], n]));
    p.posts ??= [];
    p.companions = (p.companions || []).map(([entity, sentences, articles, events, evidence]) => ({ entity, sentences, articles, events, evidence }));
  }
  packed.push(...$$('.block').map(b => b.textContent));
  $('#nav').append(...PARTS.map(([part, name]) => el('a', { href: `#/${part}`, 'data-part': part }, name)));
  $('#foot').append(`${count(D.given > D.articles.length ? D.given : D.counted, 'article')}, ${span(D.first, D.last)}. Made by ${D.made_by}. Everything here was read out of the text by rule and model; each mark shows which.`);
  $('#theme').addEventListener('click', () => theme(true));
  theme(false);
  startSearch();
  addEventListener('hashchange', () => route());
  const test = location.hash === '#selftest';
  if (test) history.replaceState(null, '', '#/');
  await route(false);
  if (test) await selftest();
}
addEventListener('DOMContentLoaded', start);
