// The search field: entities by name, then articles by title.

function find(asked) {
  const text = asked.trim(), w = text.toLowerCase();
  if (!w) return [];
  const hits = [];
  D.entities.forEach((p, e) => {
    const at = p.name.toLowerCase().indexOf(w);
    if (at >= 0) hits.push({ e, rank: (p.name.length === w.length ? 0 : at === 0 ? 1 : 2) * 1e6 - p.articles });
  });
  const entities = hits.sort((a, b) => a.rank - b.rank).slice(0, 12).map(({ e }) => ({
    href: `#/e/${e}`, kind: D.entities[e].type, name: D.entities[e].name, what: mainPost(D.entities[e]) || count(D.entities[e].articles, 'article'),
  }));
  const articles = [];
  for (let i = 0; i < D.articles.length && articles.length < 5; i++) {
    if (D.articles[i].title.toLowerCase().includes(w)) articles.push({ href: `#/a/${i}`, kind: '', name: D.articles[i].title, what: D.articles[i].date || t('undated') });
  }
  const texts = { href: address('search', [text]), kind: '', name: t('search.sentences', text), what: t('search.all') };
  return [...entities, ...articles, texts];
}

function startSearch() {
  const field = $('#search'), list = $('#found');
  let hits = [], at = -1;
  const close = () => { list.hidden = true; field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); };
  const open = i => { if (hits[i]) { location.hash = hits[i].href; field.value = ''; close(); field.blur(); } };
  function choose(i) {
    at = i;
    $$('li', list).forEach((li, n) => li.setAttribute('aria-selected', String(n === i)));
    if (hits[i]) { field.setAttribute('aria-activedescendant', `found-${i}`); $(`#found-${i}`).scrollIntoView({ block: 'nearest' }); }
  }
  function show() {
    hits = find(field.value);
    list.replaceChildren(...hits.map((h, i) => el('li', { id: `found-${i}`, role: 'option', class: h.kind, 'aria-selected': 'false', onmousedown: e => { e.preventDefault(); open(i); } },
      h.kind ? dot(h.kind) : el('span', { class: 'soft', style: 'margin:0' }, '¶'), el('span', { lang: h.kind && han() }, h.name), el('span', { class: 'soft' }, h.what))));
    list.hidden = !field.value.trim();
    field.setAttribute('aria-expanded', String(!list.hidden));
    choose(hits.length ? 0 : -1);
  }
  field.addEventListener('input', show);
  field.addEventListener('focus', () => field.value && show());
  field.addEventListener('blur', close);
  field.addEventListener('keydown', e => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (hits.length) choose((at + (e.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length);
    } else if (e.key === 'Enter') open(at);
    else if (e.key === 'Escape') { field.value = ''; close(); }
  });
  addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); field.focus(); }
  });
}
