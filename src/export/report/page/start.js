// What happens when the page is opened: the data is unpacked and the first view shown.

const sampled = () => D.given > D.articles.length && el('p', { class: 'note' }, t('sampled', number(D.articles.length), number(D.given)));

/** Makes of the core and the parts what views work on. */
function settle(core, parts) {
  D = core;
  D.name = () => D.title || t('untitled');
  D.articles = parts.flatMap(part => part.articles);
  D.events = parts.flatMap(part => part.events);
  for (const m of D.measures) m.points.forEach(point => { point.date = D.articles[point.article].date; });
  const dated = a => a === null ? null : D.articles[a].date;
  for (const p of D.entities) {
    [p.first, p.last] = [dated(p.first), dated(p.last)];
    p.months = Object.fromEntries(p.months.map(([month, n]) => [D.months[month], n]));
    p.posts ??= [];
    p.papers ??= [];
    p.companions = (p.companions || []).map(([entity, sentences, articles, events, evidence]) => ({ entity, sentences, articles, events, evidence }));
  }
}

async function start() {
  speak(firstLanguage());
  if (!('DecompressionStream' in window)) {
    $('#main').replaceChildren(el('p', { class: 'wait' }, t('old.browser')));
    return;
  }
  const [core, ...parts] = await Promise.all([$('#core'), ...$$('.part')].map(s => unpack(s.textContent)));
  settle(core, parts);
  packed.push(...$$('.block').map(b => b.textContent));
  $('#theme').addEventListener('click', () => theme(true));
  $('#lang').addEventListener('click', () => {
    speak(language === 'en' ? 'zh' : 'en', true);
    here.q.set('lang', language);
    write();
    route(false);
  });
  history.scrollRestoration = 'manual';
  speak(language);
  startSearch();
  addEventListener('hashchange', () => route());
  const test = location.hash === '#selftest';
  if (test) history.replaceState(null, '', '#/');
  await route(false);
  if (test) await selftest();
}
addEventListener('DOMContentLoaded', start);
