// `report.html#selftest` clicks through every part and writes what it found
// into an element #selftest: "ok", or what went wrong, a line each.

async function selftest() {
  const wrong = [];
  let checks = 0;
  const check = (ok, what) => { checks++; if (!ok) wrong.push(what); };
  const settle = () => new Promise(done => setTimeout(done, 30));
  const visit = async hash => { location.hash = hash; await settle(); await settle(); return $('#main'); };
  const click = async node => { node.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); await settle(); };
  const key = (node, name) => node.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));

  for (const [part, name] of PARTS) {
    await visit(`#/${part}`);
    check($('#main h1'), `${name} has no heading`);
    check($(`#nav a[data-part="${part}"]`).hasAttribute('aria-current'), `${name} is not marked in the head`);
  }
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
    check($('.net aside h2'), 'a click on the graph shows nothing');
    key(node, 'ArrowRight'); key(node, 'Enter');
    for (const b of $$('.bar-row button, .bar-row input')) await click(b);
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
        check($('.net aside h2') && !$('.net aside').textContent.includes('NaN'), `the map is not drawn by ${o.textContent}`);
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
    check($$('.lines li').length > 0, 'a bar of the front page opens no article');
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
  const made = [], give = URL.createObjectURL;
  URL.createObjectURL = blob => { made.push(blob); return '#/'; };
  for (const part of ['people', 'articles', 'graph', 'map']) {
    const main = await visit(`#/${part}`);
    const button = $('.save', main);
    if (button) await click(button);
    check(!button || made.pop()?.size > 3, `${part} gives no file`);
  }
  URL.createObjectURL = give;
  await visit('#/figures');
  if (D.measures.length) check($('.chart circle') || $('.two .soft'), 'no chart of figures');
  await click($('#theme'));
  check(['dark', 'light'].includes(document.documentElement.dataset.theme), 'the theme does not change');
  const policy = $('meta[http-equiv="Content-Security-Policy"]');
  check(policy && performance.getEntriesByType('resource').every(r => !/^https?:/.test(r.name)), 'something was fetched');
  wrong.push(...problems);
  document.body.append(el('output', { id: 'selftest', 'data-checks': String(checks) }, wrong.length ? wrong.join('\n') : 'ok'));
}
