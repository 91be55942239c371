// Sentences that hold words, in all texts of the report.

/** Text between the ends of sentences, with where it begins. */
function* sentences(text) {
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!'。！？\n'.includes(text[i])) continue;
    // A closing mark belongs to what it closes.
    let end = i + 1;
    while (end < text.length && '”’」』）'.includes(text[end])) end++;
    yield text.slice(from, end);
    from = end;
  }
  if (from < text.length) yield text.slice(from);
}

/** The sentence with every word marked. */
function marking(sentence, words) {
  const low = sentence.toLowerCase(), parts = [];
  for (let at = 0; at < sentence.length;) {
    const next = words.map(w => [low.indexOf(w, at), w]).filter(x => x[0] >= 0).sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
    if (!next) { parts.push(sentence.slice(at)); break; }
    parts.push(sentence.slice(at, next[0]), el('mark', {}, sentence.slice(next[0], next[0] + next[1].length)));
    at = next[0] + next[1].length;
  }
  return parts;
}

views.search = (asked = '') => {
  const words = asked.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const list = el('div', {}), state = el('p', { class: 'soft', 'aria-live': 'polite' });
  const rows = [];
  const field = el('input', {
    type: 'search', value: words.join(' '), 'aria-label': t('sentences.field'), placeholder: t('sentences.field'),
    onkeydown: e => { if (e.key === 'Enter') location.hash = address('search', [e.target.value.trim()]); },
  });
  async function look() {
    const mine = turn;
    let drawn = 0;
    for (let i = 0; words.length && i < D.articles.length; i++) {
      const { text } = await textOf(i);
      // Another page was asked for.
      if (mine !== turn) return;
      if (!words.every(w => text.toLowerCase().includes(w))) continue;
      for (const sentence of sentences(text)) {
        const low = sentence.toLowerCase();
        if (!words.every(w => low.includes(w))) continue;
        rows.push([i, sentence.trim()]);
        if (drawn < 300) {
          drawn++;
          list.append(el('blockquote', { class: 'quote' }, el('p', { lang: han() }, marking(sentence.trim(), words)),
            el('div', { class: 'soft small' }, D.articles[i].date || t('undated'), ' · ', articleLink(i, 'small'))));
        }
      }
      if (i % 200 === 0) state.textContent = t('sentences.so_far', count(rows.length, 'sentence'), count(i + 1, 'article'));
    }
    const found = count(rows.length, 'sentence');
    state.textContent = !words.length ? t('sentences.none') : rows.length > drawn ? t('sentences.shown', found, drawn) : found;
    list.dataset.done = 'true';
  }
  look();
  return [pagehead(null, words.length ? t('sentences.title', words.join(' ')) : t('part.search'), t('sentences.line')),
    el('div', { class: 'bar-row' }, field, saveTable(`${t('part.search')} ${words.join(' ')}`, ['date', 'id', 'title', 'sentence'].map(c => t(`col.${c}`)),
      () => rows.map(([i, sentence]) => [D.articles[i].date, D.articles[i].id, D.articles[i].title, sentence]))),
    state, list];
};
