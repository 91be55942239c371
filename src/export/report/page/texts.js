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

views.search = () => {
  // From the address itself: what the words hold of % and / is theirs.
  const asked = decodeURIComponent(location.hash.replace(/^#\/search\/?/, ''));
  const words = asked.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const list = el('div', {}), state = el('p', { class: 'soft', 'aria-live': 'polite' });
  const rows = [];
  const field = el('input', {
    type: 'search', value: words.join(' '), 'aria-label': 'Words that a sentence must hold', placeholder: 'Words that a sentence must hold',
    onkeydown: e => { if (e.key === 'Enter') location.hash = `#/search/${encodeURIComponent(e.target.value)}`; },
  });
  async function look() {
    const here = location.hash;
    let drawn = 0;
    for (let i = 0; words.length && i < D.articles.length; i++) {
      const { text } = await textOf(i);
      // Another page was asked for.
      if (location.hash !== here) return;
      if (!words.every(w => text.toLowerCase().includes(w))) continue;
      for (const sentence of sentences(text)) {
        const low = sentence.toLowerCase();
        if (!words.every(w => low.includes(w))) continue;
        rows.push([i, sentence.trim()]);
        if (drawn < 300) {
          drawn++;
          list.append(el('blockquote', { class: 'quote' }, el('p', {}, marking(sentence.trim(), words)),
            el('div', { class: 'soft small' }, D.articles[i].date || 'undated', ' · ', articleLink(i, 'small'))));
        }
      }
      if (i % 200 === 0) state.textContent = `${count(rows.length, 'sentence')} in the first ${count(i + 1, 'article')} …`;
    }
    const more = rows.length > drawn ? `, of which the first ${drawn} are shown; CSV has all` : '';
    state.textContent = words.length ? `${count(rows.length, 'sentence')}${more}` : 'Give one or more words.';
    list.dataset.done = 'true';
  }
  look();
  return [pagehead(null, words.length ? `Sentences with ${words.join(' ')}` : 'Sentences', 'All words, in one sentence of an article.'),
    el('div', { class: 'bar-row' }, field, saveTable('sentences', ['date', 'article', 'title', 'sentence'],
      () => rows.map(([i, sentence]) => [D.articles[i].date, D.articles[i].id, D.articles[i].title, sentence]))),
    state, list];
};
