// `report.html#selftest` clicks through every part and writes what it found
// into an element #selftest: "ok", or what went wrong, a line each.

async function selftest() {
  const wrong = [];
  let checks = 0;
  // Names that are markup may hold any word.
  const hostile = D.entities.some(p => /[<{]/.test(p.name));
  const check = (ok, what) => { checks++; if (!ok) wrong.push(what); };
  const settle = () => new Promise(done => setTimeout(done, 30));
  const visit = async hash => {
    const was = turn, isHere = location.hash === hash;
    location.hash = hash;
    for (let n = 0; n < 100 && !isHere && turn === was; n++) await settle();
    await settle(); await settle();
    return $('#main');
  };
  const click = async node => { node.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); await settle(); };
  const key = (node, name) => node.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));

  const ready = async () => { for (let n = 0; n < 100 && $('#main [aria-live]')?.textContent.includes(t('entity.looking')); n++) await settle(); };
  const english = { CSV: 1, SVG: 1, PNG: 1, English: 1, Show: 1, the: 1, interface: 1, in: 1 };
  /** Latin words that the page itself says: neither names and texts of the articles, nor codes, which are what they are. */
  const latin = () => {
    const data = '.name, .t, .brand, .masthead h1, .reading, .quoted, .quote p, .events i, .lines a, .ranks .what, .aside a, .margin, .pager, .small, code, .grid, svg a, svg text, h1, option, td:not(.num), #foot';
    const said = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), out = [];
    while (said.nextNode()) {
      const parent = said.currentNode.parentElement;
      if (!parent.closest(`script, style, noscript, #found, ${data}`)) out.push(said.currentNode.data);
    }
    for (const name of ['aria-label', 'placeholder']) for (const n of $$(`[${name}]`)) if (!n.closest('svg, .track, .grid')) out.push(n.getAttribute(name));
    return out.flatMap(x => x.match(/[A-Za-z]{2,}/g) || []).filter(x => !english[x] && !D.made_by.includes(x));
  };
  for (const now of LANGUAGES) {
    if (language !== now) await click($('#lang'));
    check(document.documentElement.lang === now && (!chosen || here.q.get('lang') === now), `the page does not say that it is in ${now}`);
    for (const part of PARTS) {
      await visit(`#/${part}`);
      await ready();
      check($('#main h1'), `${part} has no heading`);
      check($(`#nav a[data-part="${part}"]`).hasAttribute('aria-current'), `${part} is not marked in the head`);
      check(now !== 'zh' || hostile || !latin().length, `${part} says ${latin().slice(0, 5)} in Chinese`);
      check(!/\b(undefined|null|NaN)\b|\{\d\}/.test($('#main').textContent) || hostile, `${part} says what is not filled in`);
    }
  }
  await click($('#lang'));
  check(language === 'en' && location.hash.includes('lang=en'), 'the language is not kept in the address');
  for (const kind of ['person', 'place', 'institution']) {
    const e = D.entities.findIndex(p => p.type === kind);
    if (e < 0) continue;
    await visit(`#/e/${e}`);
    await settle();
    check($('#main h1').textContent === D.entities[e].name, `${kind} page shows another name`);
    check($$('.quote mark').length > 0, `${kind} page quotes no sentence`);
    check($$('.quote mark').every(m => m.textContent), `${kind} page quotes an empty mention`);
  }
  for (let i = 0; i < D.articles.length; i += Math.max(1, Math.floor(D.articles.length / 25))) {
    const main = await visit(`#/a/${i}`);
    const text = await textOf(i);
    const squeeze = s => s.replace(/\s/g, '');
    const shown = $$('h1, .deck, p', $('.reading')).map(n => n.textContent).join('');
    check(squeeze(shown).includes(squeeze(text.text)), `article ${i} does not show its whole text`);
    check(text.mentions.every(m => m.end <= text.text.length), `article ${i} has a mention beyond its text`);
    check(!$('script, b b', $('.reading')), `article ${i} has elements of its own`);
    const mark = $('.m', main);
    if (mark) {
      mark.focus();
      check(!$('#tip').hidden && $('#tip code').textContent, `article ${i}: no hint on a mention`);
      mark.blur();
    }
  }
  const field = $('#search');
  for (const p of D.entities.slice(0, 3)) {
    field.focus();
    field.value = p.name;
    field.dispatchEvent(new Event('input'));
    check($$('#found li').length > 0, `search finds no ${p.name}`);
    key(field, 'ArrowDown'); key(field, 'ArrowUp'); key(field, 'Enter');
    await settle(); await settle();
    check($('#main h1').textContent === p.name, `search does not open ${p.name}`);
  }
  await visit('#/graph');
  const node = $('.node');
  if (node) {
    await click(node);
    check($('.net .aside h2'), 'a click on the graph shows nothing');
    key(node, 'ArrowRight'); key(node, 'Enter');
    for (const b of $$('.bar-row button, .bar-row input[type="checkbox"]')) await click(b);
    for (const scope of Object.keys(SCOPES)) {
      await visit(`#/graph?scope=${scope}`);
      const shown = $$('.net line:not(.off)').length, more = D.graph.edges.filter(e => tieWeight(e, askedOfGraph()) > 0).length;
      check(shown === more, `the graph shows ${shown} ties of ${more} by ${scope}`);
      const least = $('.bar-row input[name="least"]');
      if (!least) continue;
      least.value = least.max;
      least.dispatchEvent(new Event('input'));
      check($$('.net line:not(.off)').length < shown || shown === 1 || least.max === '1', `the least weight of ${scope} hides nothing`);
      check(here.q.get('least') === least.max, 'the least weight is not in the address');
    }
    if (D.months.length > 2) {
      await visit(`#/graph?from=${D.months[1]}&to=${D.months[1]}`);
      const inside = D.graph.edges.filter(e => e.months.some(m => m[0] === 1 && m[1] > 0)).length;
      check($$('.net line:not(.off)').length === inside, 'the graph of a month has not the ties of that month');
    }
    await visit('#/graph');
    const plane = $('.net svg'), wide = () => plane.viewBox.baseVal?.width || 0;
    for (let n = 0; n < 40 && !wide(); n++) await settle();
    const box = plane.getBoundingClientRect(), before = wide();
    const finger = (type, id, x) => plane.dispatchEvent(new PointerEvent(type, { pointerId: id, clientX: box.left + x, clientY: box.top + 50, bubbles: true }));
    finger('pointerdown', 1, 100); finger('pointerdown', 2, 140); finger('pointermove', 2, 260); finger('pointerup', 1, 100); finger('pointerup', 2, 260);
    check(wide() < before * .5, 'two fingers do not bring the graph closer');
  }
  await visit('#/map');
  const spots = $$('.spot');
  if (D.entities.some(p => p.at)) {
    check(spots.length > 0 && $$('.net .shape').length === 1, 'the map shows no place');
    check(spots.every(s => { const c = $('circle', s); return ['cx', 'cy', 'r'].every(name => Number.isFinite(Number(c.getAttribute(name)))) && c.getAttribute('r') > 0; }), 'a place on the map has no size');
    check(spots.filter(s => s.getAttribute('tabindex') === '0').length === 1, 'the map is not one stop of the keyboard');
    spots[0].focus();
    check(!$('#tip').hidden && $('#tip b').textContent, 'no hint on a place of the map');
    for (const way of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) key(document.activeElement, way);
    check(document.activeElement.matches('.spot'), 'arrow keys leave the map');
    for (const s of $$('.bar-row select')) {
      for (const o of $$('option', s).slice(0, 4)) {
        s.value = o.value;
        s.dispatchEvent(new Event('change'));
        check($('.net .aside h2') && !$('.net .aside').textContent.includes('NaN'), `the map is not drawn by ${o.textContent}`);
      }
      s.value = '';
      s.dispatchEvent(new Event('change'));
    }
    check($$('.spot').length === spots.length, 'the map does not come back to all places');
    for (const b of $$('.bar-row button:not(.save), .bar-row input')) { await click(b); await click(b); }
    const target = $('.spot'), name = target.getAttribute('aria-label').split(',')[0];
    await click(target);
    await settle();
    check($('#main h1').textContent === name, 'a place on the map does not open its page');
    check($('.map.small circle'), 'the page of a place does not show where it lies');
  } else check(!spots.length && $('#main h1'), 'a map of no places');
  await visit('#/events');
  for (const b of $$('.grid button').slice(0, 5)) { await click(b); check($$('.events li').length > 0, 'a circle lists no event'); }
  await visit('#/');
  const bar = $('.beat a');
  if (bar) {
    await visit(bar.getAttribute('href'));
    check($$('tbody tr').length > 0, 'a bar of the front page opens no article');
  }
  const titled = D.articles.findIndex(a => /^[\u4e00-\u9fff]{4}/.test(a.title));
  if (titled >= 0) {
    const word = D.articles[titled].title.slice(0, 4);
    await visit(`#/search/${encodeURIComponent(word)}`);
    for (let n = 0; n < 100 && !$('[data-done]'); n++) await settle();
    check($$('.quote mark').some(m => m.textContent === word), `no sentence with ${word} is found`);
  }
  const boxed = D.articles.findIndex(a => a.boxes);
  if (boxed >= 0) {
    await visit(`#/page/${boxed}`);
    check($('.sheet .on rect'), 'the page does not show where an article stood');
    check($$('.sheet rect').every(r => r.getAttribute('width') > 0), 'a box of the page has no width');
  }
  const made = [], give = URL.createObjectURL, open = HTMLAnchorElement.prototype.click;
  URL.createObjectURL = blob => { made.push(blob); return 'blob:none'; };
  HTMLAnchorElement.prototype.click = () => {};
  const saved = async button => {
    made.length = 0;
    await click(button);
    for (let n = 0; n < 40 && !made.length; n++) await settle();
    return made.pop();
  };
  for (const part of ['people', 'articles', 'events', 'figures', 'quotes', 'graph', 'map']) {
    await visit(`#/${part}`);
    await ready();
    for (const button of $$('#main .save')) {
      const file = await saved(button);
      check(file?.size > 3, `${part} gives no ${button.textContent}`);
      if (button.textContent === 'SVG') check(!/var\(|class=/.test(await file.text()), `the picture of ${part} needs the page's style`);
    }
  }
  await lists(check, visit, saved, ready);
  URL.createObjectURL = give;
  HTMLAnchorElement.prototype.click = open;
  if (D.measures.length) {
    await visit('#/figures/0');
    check($('.chart .mark') || $('#main .soft'), 'no chart of figures');
    check($$('.chart polyline, .chart path:not(.mark)').length === 0, 'a line joins figures');
    await settle(); await settle();
    check($$('.quoted mark').length > 0, 'a measure shows no sentence');
  }
  await click($('#theme'));
  check(['dark', 'light'].includes(document.documentElement.dataset.theme), 'the theme does not change');
  check([null, document.documentElement.dataset.theme].includes(remembered('theme')), 'the theme is not kept');
  const policy = $('meta[http-equiv="Content-Security-Policy"]');
  check(policy && performance.getEntriesByType('resource').every(r => !/^https?:/.test(r.name)), 'something was fetched');
  wrong.push(...problems);
  document.body.append(el('output', { id: 'selftest', 'data-checks': String(checks) }, wrong.length ? wrong.join('\n') : 'ok'));
}

/** Lists: narrowed, sorted, saved, and told by the address. */
async function lists(check, visit, saved, ready) {
  const rows = () => $$('tbody tr').length, wait = () => new Promise(done => setTimeout(done, 60));
  const lines = async () => (await (await saved($('#main .bar-row .save'))).text()).trim().split(/\r\n/).length - 1;
  const part = ['people', 'articles'].find(p => (p === 'people' ? D.entities.some(e => e.type === 'person') : D.articles.length > 1));
  if (!part) return;
  await visit(`#/${part}`);
  const all = await lines();
  check(all >= rows() && rows() > 0, `${part}: fewer rows are saved than shown`);
  const field = $('#main input[type="search"]'), some = $('tbody .name, tbody .t').textContent;
  field.value = some;
  field.dispatchEvent(new Event('input'));
  const few = rows();
  check(few > 0 && few <= all && (few > 100 || await lines() === few), `${part}: what is saved is not what is shown`);
  check(here.q.get('q') === some.trim(), `${part}: the words are not in the address`);
  await visit(`#/${part}`);
  const sort = $('#main .sort');
  sort.click();
  await wait();
  check($('[aria-sort]'), `${part} is not sorted`);
  const address = location.hash;
  check(address.includes('sort='), `${part}: the order is not in the address`);
  history.back();
  await wait(); await wait();
  check(!$('[aria-sort]'), 'Back does not undo the sorting');
  await visit(address);
  check($('[aria-sort]'), 'a link does not sort again');
  const months = D.months;
  if (months.length > 1) {
    await visit(`#/articles?from=${months[0]}-01&to=${months[0]}-31`);
    check(rows() === Math.min(100, D.articles.filter(a => a.date?.startsWith(months[0])).length), 'the days do not narrow the articles');
    await visit(`#/people?from=${months[0]}&to=${months[0]}`);
    check(rows() === Math.min(150, D.entities.filter(p => p.type === 'person' && p.months[months[0]]).length), 'the months do not narrow the people');
  }
  await visit('#/articles?from=1000-01-01&to=1000-01-02');
  check(rows() === 0 && $('#main').textContent.includes(t('list.none')), 'an empty list does not say so');
}
