// The lists of names, articles and quotations.

/** Articles of an entity in the months asked for. */
const articlesIn = (p, window) => (window ? Object.entries(p.months).filter(([m]) => m >= window[0] && m <= window[1]).reduce((n, x) => n + x[1], 0) : p.articles);

function nameList(kind) {
  const part = OF_KIND[kind], of = e => D.entities[e];
  const items = D.entities.map((p, e) => e).filter(e => of(e).type === kind);
  const facet = { person: { key: 'role', of: e => of(e).role, name: v => word('role', v) },
    institution: { key: 'class', of: e => of(e).class, name: v => word('class', v) },
    place: { key: 'class', label: 'level', of: e => of(e).class, name: v => word('class', v) } }[kind];
  const note = el('p', { class: 'soft small' }, t('list.months'));
  return [
    pagehead(null, word('part', part), word('line', part)),
    listing({
      name: word('part', part), items, monthly: true, above: [note],
      text: e => `${of(e).name} ${mainPost(of(e))}`,
      facets: [facet, { key: 'paper', of: e => of(e).papers.map(String), name: v => D.papers[v] }].filter(Boolean),
      // The nearest months with an article to those asked for.
      days: (e, [from, to]) => { const m = Object.keys(of(e).months).find(m => m >= from && m <= to); return m && [m, m]; },
      shown: () => { note.hidden = !(here.q.get('from') || here.q.get('to')); },
      columns: [
        { key: 'name', cell: e => el('span', { class: kind }, dot(kind), ' ', entityLink(e)), value: e => of(e).name },
        kind === 'person' && { key: 'post', cls: 'soft', cell: e => el('span', { lang: han() }, mainPost(of(e))), value: e => mainPost(of(e)) },
        facet && kind !== 'person' && { key: 'type', cls: 'soft hide', cell: e => word('class', of(e).class), value: e => word('class', of(e).class) },
        D.months.length > 1 && { key: 'months', cls: 'hide', cell: e => el('span', { class: kind }, spark(of(e).months)) },
        { key: 'articles', cls: 'num', cell: (e, w) => number(articlesIn(of(e), w)), value: (e, w) => articlesIn(of(e), w) },
        { key: 'mentions', cls: 'num hide', cell: e => number(of(e).mentions), value: e => of(e).mentions },
        { key: 'first', cls: 'soft num hide', cell: e => of(e).first || t('undated'), value: e => of(e).first },
        { key: 'last', cls: 'soft num hide', cell: e => of(e).last, value: e => of(e).last },
      ].filter(Boolean),
    }),
  ];
}
for (const kind of ['person', 'institution', 'place', 'meeting', 'document']) views[OF_KIND[kind]] = () => nameList(kind);

const articleFacets = of => [
  { key: 'kind', of: i => of(i).kind, name: v => word('articlekind', v) },
  { key: 'paper', of: i => of(i).paper || '' },
];
const isIn = a => a.date && [a.date, a.date];

views.articles = () => {
  const of = i => D.articles[i];
  return [
    pagehead(null, t('part.articles'), t('line.articles')),
    listing({
      name: t('part.articles'), items: D.articles.map((a, i) => i), step: 100,
      text: i => `${of(i).title} ${of(i).date} ${of(i).paper}`,
      facets: articleFacets(of), days: i => isIn(of(i)),
      columns: [
        { key: 'date', cls: 'soft num', cell: i => of(i).date || t('undated'), value: i => of(i).date },
        { key: 'title', cell: i => articleLink(i), value: i => of(i).title },
        { key: 'kind', cls: 'soft hide', cell: i => word('articlekind', of(i).kind), value: i => word('articlekind', of(i).kind) },
        { key: 'paper', cls: 'soft hide', cell: i => el('span', { lang: han() }, of(i).paper), value: i => of(i).paper },
        { key: 'page', cls: 'soft num hide', cell: i => of(i).page, value: i => (/^\d+$/.test(of(i).page || '') ? Number(of(i).page) : of(i).page) },
        { key: 'id', value: i => of(i).id },
      ],
    }),
  ];
};

/** Every quotation, once all texts are unpacked: [article, where it begins, what it is]. */
let quotations = null;
async function allQuotations(tell) {
  if (quotations) return quotations;
  const all = [];
  for (let i = 0; i < D.articles.length; i++) {
    const { quotes, text } = await textOf(i);
    for (const q of quotes) all.push({ article: i, speaker: q.speaker, kind: q.kind, said: text.slice(...q.content), cue: sentenceAt({ text, mentions: [] }, q.content[0])[0].replace(/^[”’」』）》]+/, '') });
    if (i % 400 === 399) tell(i + 1);
  }
  quotations = all;
  return all;
}

views.quotes = () => {
  const holder = el('div', {}, el('p', { class: 'soft', 'aria-live': 'polite' }, t('entity.looking')));
  const mine = turn;
  const speaker = q => (q.speaker === null ? '' : D.entities[q.speaker].name);
  const fill = all => {
    if (mine !== turn) return;
    const date = q => D.articles[q.article].date;
    holder.replaceChildren(...[listing({
      name: t('part.quotes'), items: all,
      text: q => `${q.said} ${speaker(q)}`,
      days: q => date(q) && [date(q), date(q)],
      facets: [{ key: 'manner', label: 'quote', of: q => q.kind, name: v => word('quote', v) },
        { key: 'who', label: 'speaker', of: q => speaker(q) },
        { key: 'paper', of: q => D.articles[q.article].paper || '' }],
      line: q => el('li', {}, el('blockquote', { class: 'quote' },
        el('p', { lang: han() }, el('span', { class: 'soft' }, q.cue), q.said)),
      el('div', { class: 'soft small' }, q.speaker === null ? t('article.someone') : entityLink(q.speaker), ' · ', word('quote', q.kind), ' · ', date(q) || t('undated'), ' · ', articleLink(q.article, 'small'))),
      columns: [{ key: 'date', value: date }, { key: 'speaker', value: speaker }, { key: 'manner', value: q => word('quote', q.kind) },
        { key: 'said', value: q => q.said, sort: false }, { key: 'title', value: q => D.articles[q.article].title, sort: false }, { key: 'id', value: q => D.articles[q.article].id, sort: false }],
    })].flat(Infinity));
  };
  allQuotations(n => { $('p', holder).textContent = t('entity.looking') + ` ${number(n)} / ${number(D.articles.length)}`; }).then(fill);
  return [pagehead(null, t('part.quotes'), t('line.quotes')), holder];
};
