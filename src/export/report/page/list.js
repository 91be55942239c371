// A list that is narrowed by words, kinds and days, sorted and saved. What it
// shows is all told by the address, so that a link shows the same again.

/**
 * `columns` have a `key` and `cell` (what is shown), `value` (what is saved), or both, and are sorted by `by`, else by
 * `value`. `line` draws an item instead of a row. `facets` have a `key`, `of` (a word or words of an item) and `name` (what a word is called). `days` gives
 * the first and the last day of an item; with `monthly` whole months are asked for. `shown` is told what is
 * shown, and can ask what would be without the days and some facets.
 */
function listing({ name, items, columns, line, facets = [], text, days, monthly, above = [], shown, hint, step = 150, cls = 'lines' }) {
  const holder = el('div', {}), found = el('span', { class: 'soft', 'aria-live': 'polite' });
  const said = columns.map(c => ({ ...c, head: c.head ?? t(`col.${c.key}`) }));
  let hits = [];

  const field = el('input', {
    type: 'search', value: here.q.get('q') || '', placeholder: hint || t('list.find'), 'aria-label': hint || t('list.find'),
    oninput: e => { keep({ q: e.target.value.trim() }, true); show(); },
  });
  const pick = state => { keep(state); show(); };
  const dayField = name => el('label', {}, t(`list.${name}`), ' ', el('input', {
    type: monthly ? 'month' : 'date', value: here.q.get(name) || '', min: D.first?.slice(0, monthly ? 7 : 10), max: D.last?.slice(0, monthly ? 7 : 10),
    placeholder: monthly && '2020-01', pattern: monthly && '\\d{4}-\\d{2}', onchange: e => pick({ [name]: e.target.value }),
  }));
  const chooser = f => {
    const of = new Map(f.options?.map(o => [o, null]));
    if (!f.options) items.forEach(i => [f.of(i)].flat().forEach(v => of.set(v || '-', (of.get(v || '-') || 0) + 1)));
    if (of.size < 2 && !here.q.get(f.key)) return null;
    const order = f.options || [...of.keys()].sort((a, b) => of.get(b) - of.get(a) || (a < b ? -1 : 1)).slice(0, 200);
    const called = v => (v === '-' ? t('list.none_given') : f.name ? f.name(v) : v) + (of.get(v) ? ` · ${number(of.get(v))}` : '');
    return el('select', { 'aria-label': t(`facet.${f.label || f.key}`), onchange: e => pick({ [f.key]: e.target.value }) },
      el('option', { value: '' }, f.first || t('list.any', t(`facet.${f.label || f.key}`))),
      order.map(v => el('option', { value: v, selected: here.q.get(f.key) === v }, called(v))));
  };
  const sorts = said.filter(c => c.value && c.sort !== false);
  const sorter = line && el('label', {}, t('list.sort'), ' ', el('select', { onchange: e => pick({ sort: e.target.value }) },
    el('option', { value: '' }, '—'), sorts.flatMap(c => ['', '-'].map(way => el('option', { value: way + c.key, selected: here.q.get('sort') === way + c.key },
      `${c.head} · ${t(way ? 'list.down' : 'list.up')}`)))));
  const reset = el('button', { class: 'quiet', type: 'button', onclick: () => {
    keep(Object.fromEntries(['q', 'from', 'to', 'sort', ...facets.map(f => f.key)].map(k => [k, null])));
    route(false);
  } }, t('list.reset'));

  function range() {
    const [from, to] = [here.q.get('from') || '', here.q.get('to') || ''];
    return from || to ? [from, to || '9999'] : null;
  }
  function order(list, window) {
    const key = here.q.get('sort') || '', column = sorts.find(c => c.key === key.replace(/^-/, ''));
    if (!column) return list;
    const way = key.startsWith('-') ? -1 : 1, none = v => v === null || v === undefined || v === '';
    const values = new Map(list.map(i => [i, (column.by || column.value)(i, window)]));
    return [...list].sort((a, b) => {
      const x = values.get(a), y = values.get(b);
      if (none(x) || none(y)) return none(x) - none(y);
      return way * (typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'zh'));
    });
  }
  function show() {
    const window = days && range(), words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const asked = facets.map(f => [f, here.q.get(f.key) || '']);
    const fits = (i, but = []) => asked.every(([f, v]) => but.includes(f.key) || (f.keep ? f.keep(i, v) : !v || [f.of(i)].flat().some(x => (x || '-') === v)));
    const inside = i => {
      if (!window) return true;
      const [a, b] = days(i, window) || [];
      return a && a <= window[1] + (monthly ? '' : '~') && (b || a) >= window[0];
    };
    const holds = i => words.every(w => text(i).toLowerCase().includes(w));
    hits = order(items.filter(i => fits(i) && inside(i) && holds(i)), window);
    found.textContent = count(hits.length, 'entry');
    reset.hidden = !['q', 'from', 'to', 'sort', ...facets.map(f => f.key)].some(k => here.q.get(k));
    shown?.(hits, (...but) => items.filter(i => fits(i, but) && holds(i)));
    holder.replaceChildren(...(hits.length ? (line ? long('ul', { class: cls }, hits, line, 60) : table(hits, window)) : [nothing()]).flat(Infinity));
  }
  const nothing = () => el('p', { class: 'soft' }, t(items.length ? 'list.none' : 'list.empty'));

  function table(list, window) {
    const seen = said.filter(c => c.cell), key = here.q.get('sort') || '';
    const heading = c => {
      const now = key === c.key ? 'ascending' : key === `-${c.key}` ? 'descending' : null;
      if (!c.value || c.sort === false) return el('th', { class: c.cls, scope: 'col' }, c.head);
      const firstDown = /num/.test(c.cls || '');
      const next = now === null ? (firstDown ? '-' : '') + c.key : now === (firstDown ? 'descending' : 'ascending') ? (firstDown ? '' : '-') + c.key : '';
      return el('th', { class: c.cls, scope: 'col', 'aria-sort': now }, el('button', { type: 'button', class: 'sort', 'data-sort': c.key, onclick: () => {
        pick({ sort: next });
        $(`[data-sort="${c.key}"]`, holder)?.focus();
      } }, c.head, el('span', { 'aria-hidden': 'true' }, now === 'ascending' ? ' ↑' : now ? ' ↓' : ' ↕')));
    };
    const [body, more] = long('tbody', {}, list, i => el('tr', {}, seen.map((c, n) => el('td', { class: c.cls }, c.cell(i, window)))), step);
    return [el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, seen.map(heading))), body)), more];
  }

  const saved = said.filter(c => c.value);
  const save = saveTable(name, saved.map(c => c.head), () => Promise.all(hits.map(i => Promise.all(saved.map(c => c.value(i, days && range()))))));
  const controls = el('div', { class: 'bar-row' }, field, facets.map(chooser), days && items.length > 0 && [dayField('from'), dayField('to')], sorter, reset, el('span', { class: 'saves' }, save, found));
  show();
  return [controls, above, holder];
}
