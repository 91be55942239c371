// The way from an address to a view and back: `#/part/of/it?state=of&the=view`.

const PARTS = ['', 'people', 'institutions', 'places', 'meetings', 'documents', 'events', 'figures', 'quotes', 'graph', 'map', 'articles', 'search'];
const views = {};
/** Where the reader is; views read their state from `q`. */
const here = { part: '', rest: [], q: new URLSearchParams() };

function plain(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}
function parse(hash) {
  const [path, ...query] = hash.replace(/^#\/?/, '').split('?');
  const [part = '', ...rest] = path.split('/').map(plain);
  return { part, rest, q: new URLSearchParams(query.join('?')) };
}
const address = (part, rest = [], q = '') => `#/${[part, ...rest].map(encodeURIComponent).join('/')}${String(q) && `?${q}`}`;
/** A link to a view in a state. */
const link = (part, state = {}) => address(part, [], new URLSearchParams(Object.entries(state).filter(x => x[1])));

let entry = 0;
const scrolled = new Map();
/** Writes the state of the view into the address: a new entry of the history, or quietly the same. */
function keep(state, quietly) {
  for (const [name, value] of Object.entries(state)) {
    if (value === null || value === undefined || value === '') here.q.delete(name);
    else here.q.set(name, value);
  }
  clearTimeout(writing);
  // A slider and a field of words speak often, and browsers take an address but a few times a second.
  if (quietly) writing = setTimeout(write, 150);
  else if (address(here.part, here.rest, here.q) !== location.hash) history.pushState({ entry: ++entry }, '', address(here.part, here.rest, here.q));
}
let writing = 0;
function write() {
  history.replaceState(history.state || { entry: ++entry }, '', address(here.part, here.rest, here.q));
}

let turn = 0;
async function route(focus = true) {
  clearTimeout(writing);
  const now = parse(location.hash), mine = ++turn;
  if (now.part === 'main') return;
  Object.assign(here, now);
  const asked = here.q.get('lang');
  if (LANGUAGES.includes(asked) && asked !== language) speak(asked, true);
  // A link that is copied opens in the language that was chosen.
  const known = history.state?.entry, isTold = !chosen || here.q.get('lang') === language;
  if (chosen) here.q.set('lang', language);
  if (known === undefined || !isTold) write();
  hideTip();
  const page = [await (views[here.part] || views[''])(...here.rest)].flat(Infinity).filter(Boolean);
  // Another view was asked for while this one was made.
  if (mine !== turn) return;
  $('#main').replaceChildren(...page);
  // What must know its size is told that it has one.
  $$('#main [data-sized]').forEach(node => node.dispatchEvent(new Event('arrive')));
  const home = { e: OF_KIND[D.entities[here.rest[0]]?.type], a: 'articles', page: 'articles' }[here.part] ?? here.part;
  for (const a of $$('#nav a')) {
    if (a.dataset.part === home) {
      a.setAttribute('aria-current', 'page');
      $('#nav').scrollLeft = a.offsetLeft - innerWidth / 2;
    }
    else a.removeAttribute('aria-current');
  }
  document.body.classList.toggle('front', !here.part);
  document.title = here.part ? `${$('#main h1')?.textContent || ''} · ${D.name()}` : D.name();
  if (focus) {
    $('#main h1')?.focus({ preventScroll: true });
    back(scrolled.get(known) || 0);
  }
}
const OF_KIND = { person: 'people', place: 'places', institution: 'institutions', meeting: 'meetings', document: 'documents' };

/** To where the reader was in this view, as far as lists have to be unfolded for it. */
function back(y) {
  for (let n = 0; n < 50 && document.documentElement.scrollHeight < y + innerHeight; n++) {
    const more = $$('#main .more').find(b => !b.hidden && b.isConnected);
    if (!more) break;
    more.click();
  }
  scrollTo(0, y);
}
addEventListener('scroll', () => { if (history.state) scrolled.set(history.state.entry, scrollY); }, { passive: true });

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

// ---- what is remembered: a page from a file may not be allowed to ----
function remember(name, value) {
  try { localStorage.setItem(`baozhi-${name}`, value); } catch { /* It is asked for again next time. */ }
}
function remembered(name) {
  try { return localStorage.getItem(`baozhi-${name}`); } catch { return null; }
}

// ---- light and dark ----
function theme(next) {
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  if (next) {
    root.dataset.theme = dark() ? 'light' : 'dark';
    remember('theme', root.dataset.theme);
  }
  $('#theme').textContent = dark() ? '☀' : '☾';
  $('#theme').setAttribute('aria-label', t(dark() ? 'theme.light' : 'theme.dark'));
}

// ---- the language ----
let chosen = false;
/** What was chosen before, else what the report was made for, else the browser's language. */
function firstLanguage() {
  const kept = remembered('lang'), made = document.documentElement.dataset.lang;
  chosen = LANGUAGES.includes(kept);
  return [kept, made].find(l => LANGUAGES.includes(l)) || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
}
/** Says everything that stands around the view in a language. */
function speak(next, byReader) {
  language = next;
  if (byReader) {
    chosen = true;
    remember('lang', next);
  }
  document.documentElement.lang = next;
  for (const node of $$('[data-word]')) node.textContent = t(node.dataset.word);
  for (const [selector, key] of [['#search', 'search.field'], ['#found', 'search.found'], ['#nav', 'nav'], ['#lang', 'language.hint']]) $(selector).setAttribute('aria-label', t(key));
  $('#search').placeholder = t('search.field');
  $('#lang').lang = next === 'en' ? 'zh' : 'en';
  if (!D) return;
  $('.brand').textContent = D.name();
  $('#nav').replaceChildren(...PARTS.map(part => el('a', { href: `#/${part}`, 'data-part': part }, word('part', part))));
  const all = D.given > D.articles.length ? D.given : D.counted;
  $('#foot').textContent = t('foot', count(all, 'article'), span(D.first, D.last), D.made_by);
  theme(false);
}
