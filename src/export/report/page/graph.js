// The graph: drawn as it was laid out, to be moved, searched, narrowed and walked.

views.graph = chosen => {
  const G = D.graph, heading = line => pagehead(null, t('part.graph'), line);
  if (!G.nodes.length) return heading(t('graph.none'));
  const nameOf = i => D.entities[G.nodes[i].entity].name, kindOf = i => D.entities[G.nodes[i].entity].type;
  const box = bounds(G.nodes), eye = { x: box.x + box.w / 2, y: box.y + box.h / 2, unit: 1, most: 1 };
  const aside = el('div', { class: 'aside', role: 'region', 'aria-live': 'polite', 'aria-label': t('graph.picked') });
  const plane = svg('svg', { role: 'group', 'aria-label': t('graph'), 'data-sized': true });
  const lines = G.edges.map(e => svg('line', { x1: G.nodes[e.a].x, y1: G.nodes[e.a].y, x2: G.nodes[e.b].x, y2: G.nodes[e.b].y }));
  const around = G.nodes.map(() => []);
  G.edges.forEach((e, i) => { around[e.a].push([e.b, i]); around[e.b].push([e.a, i]); });
  const labels = G.nodes.map((n, i) => svg('text', { lang: han() }, nameOf(i))), shapes = G.nodes.map(() => svg('path', {}));
  const marks = G.nodes.map((n, i) => svg('g', {
    class: `node ${kindOf(i)}`, transform: `translate(${n.x} ${n.y})`, tabindex: i ? '-1' : '0', role: 'button',
    onclick: () => { if (!hands.wasDragged()) select(i); }, onkeydown: e => walk(e, i), onfocus: () => lift(i), onmouseenter: () => lift(i), onmouseleave: () => lift(on), onblur: () => lift(on),
  }, shapes[i], labels[i]));
  plane.append(svg('g', {}, lines), svg('g', {}, marks));
  const bySize = G.nodes.map((n, i) => i).sort((a, b) => G.nodes[b].r - G.nodes[a].r || a - b);
  const found = el('span', { class: 'soft', 'aria-live': 'polite' });
  let on = -1, weights = [], gone = [];
  const shownTies = () => G.edges.map((e, i) => i).filter(i => weights[i] > 0);

  function lift(i) {
    const ties = new Set(i < 0 ? [] : around[i].filter(x => weights[x[1]]).map(x => x[1]));
    const near = new Set(i < 0 ? [] : [i, ...around[i].filter(x => weights[x[1]]).map(x => x[0])]);
    marks.forEach((m, n) => { m.classList.toggle('faint', i >= 0 && !near.has(n)); m.classList.toggle('lit', near.has(n)); });
    lines.forEach((l, n) => { l.classList.toggle('lit', ties.has(n)); l.classList.toggle('faint', i >= 0 && !ties.has(n)); });
  }
  function select(i) {
    on = i;
    marks.forEach((m, n) => { m.classList.toggle('on', n === i); m.tabIndex = n === i ? 0 : -1; });
    lift(i);
    aside.replaceChildren(...describe(i));
    here.rest = [String(G.nodes[i].entity)];
    keep({}, true);
  }
  function describe(i) {
    const p = D.entities[G.nodes[i].entity];
    const ties = around[i].filter(([, e]) => weights[e]).sort((a, b) => weights[b[1]] - weights[a[1]] || a[0] - b[0]);
    return [el('div', { class: `kindline ${p.type}` }, dot(p.type), word('kind', p.type)), el('h2', {}, entityLink(G.nodes[i].entity)),
      el('p', { class: 'soft' }, mainPost(p) || count(p.articles, 'article')),
      el('ul', { class: 'ties' }, ties.map(([n, k]) => [n, G.edges[k]]).map(([n, e]) => el('li', { class: kindOf(n) }, dot(kindOf(n)), ' ',
        el('a', { href: address('graph', [String(G.nodes[n].entity)], here.q), lang: han(), onclick: ev => { ev.preventDefault(); select(n); } }, nameOf(n)),
        el('div', { class: 'soft small' }, [count(e.articles, 'article'), e.sentences && count(e.sentences, 'same_sentence'), e.events && count(e.events, 'same_event'), e.post && t('graph.post')].filter(Boolean).join(t('list'))),
        el('div', { class: 'small' }, e.evidence.slice(0, 3).map(a => el('div', {}, articleLink(a, 'soft')))))))];
  }
  /** Arrow keys go to the nearest node that way, Enter picks. */
  function walk(e, i) {
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); select(i); return; }
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[e.key];
    if (!way) return;
    e.preventDefault();
    let best = -1, least = Infinity;
    G.nodes.forEach((n, k) => {
      const dx = n.x - G.nodes[i].x, dy = n.y - G.nodes[i].y;
      const along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (k !== i && along > 0 && !gone[k] && along + 2 * across < least) { least = along + 2 * across; best = k; }
    });
    if (best < 0) return;
    marks[i].tabIndex = -1;
    marks[best].tabIndex = 0;
    marks[best].focus();
    const { width, height } = plane.getBoundingClientRect(), n = G.nodes[best];
    if (Math.abs(n.x - eye.x) > width * eye.unit / 2 || Math.abs(n.y - eye.y) > height * eye.unit / 2) { Object.assign(eye, { x: n.x, y: n.y }); look(); }
  }
  /** Shows the ties that are asked for, and the names that have one. */
  function draw() {
    const asked = askedOfGraph(), isWhole = asked.from === 0 && asked.to === asked.last && asked.scope === 'article' && asked.least === 1;
    weights = G.edges.map(e => {
      const n = asked.hidden.has(kindOf(e.a)) || asked.hidden.has(kindOf(e.b)) ? 0 : tieWeight(e, asked);
      return n >= asked.least ? n : 0;
    });
    gone = G.nodes.map((n, i) => asked.hidden.has(kindOf(i)) || (!isWhole && !around[i].some(x => weights[x[1]])));
    lines.forEach((l, i) => { l.classList.toggle('off', !weights[i]); l.setAttribute('stroke-width', Math.min(7, .8 + Math.sqrt(weights[i]) * .7).toFixed(2)); });
    marks.forEach((m, i) => {
      m.classList.toggle('off', gone[i]);
      m.setAttribute('aria-label', t('graph.node', nameOf(i), word('kind', kindOf(i)), count(around[i].filter(x => weights[x[1]]).length, 'tie')));
    });
    if (gone[marks.findIndex(m => m.tabIndex === 0)]) {
      marks.forEach(m => { m.tabIndex = -1; });
      const first = bySize.find(i => !gone[i]);
      if (first !== undefined) marks[first].tabIndex = 0;
    }
    found.textContent = t('graph.shown', count(shownTies().length, 'tie'), number(G.edges.length));
    if (on >= 0 && !gone[on]) aside.replaceChildren(...describe(on));
    look();
  }
  /** Letters and the smallest nodes keep their size on the screen however close the view is. */
  function look() {
    const { width, height } = plane.getBoundingClientRect(), { unit } = eye;
    if (!width) return;
    const view = { x: eye.x - width * unit / 2, y: eye.y - height * unit / 2, w: width * unit, h: height * unit };
    plane.setAttribute('viewBox', [view.x, view.y, view.w, view.h].map(v => v.toFixed(2)).join(' '));
    plane.style.setProperty('--unit', unit.toFixed(3));
    // Of names that would overlap, that of the larger node is shown.
    const placed = [];
    for (const i of bySize) {
      const n = G.nodes[i], r = Math.max(n.r, 5 * unit), w = letters(nameOf(i)) * 6.6 * unit;
      shapes[i].setAttribute('d', shape(kindOf(i), r));
      const inside = n.x > view.x && n.x < view.x + view.w && n.y > view.y && n.y < view.y + view.h;
      // A name does not run out of the view, neither at the sides nor below.
      const x = inside ? Math.min(Math.max(n.x, view.x + w + 4 * unit), view.x + view.w - w - 4 * unit) : n.x;
      const y = inside && n.y + r + 18 * unit > view.y + view.h ? -r - 5 * unit : r + 13 * unit;
      labels[i].setAttribute('x', (x - n.x).toFixed(1));
      labels[i].setAttribute('y', y.toFixed(1));
      const free = !gone[i] && placed.every(p => Math.abs(p.x - x) > p.w + w || Math.abs(p.y - n.y - y) > 15 * unit);
      marks[i].classList.toggle('minor', !free);
      if (free) placed.push({ x, y: n.y + y, w });
    }
  }
  const hands = handle(plane, eye, look);
  /** The whole graph; a small screen shows its middle first, so that it can be read. */
  function whole(readable) {
    const { width, height } = plane.getBoundingClientRect();
    if (!width) return;
    eye.most = 1.3 * Math.max(box.w / width, box.h / height);
    const unit = Math.max(box.w / width, box.h / height), at = readable && width < 600 && unit > 2.2 ? G.nodes[on >= 0 ? on : bySize[0]] : null;
    Object.assign(eye, at ? { x: at.x, y: at.y, unit: 1.6 } : { x: box.x + box.w / 2, y: box.y + box.h / 2, unit });
    look();
  }
  let sized = false;
  const fit = () => {
    if (sized) return look();
    sized = plane.getBoundingClientRect().width > 0;
    whole(true);
  };
  plane.addEventListener('arrive', fit);
  new ResizeObserver(fit).observe(plane);

  const kinds = ['person', 'institution', 'place'].filter(k => G.nodes.some((n, i) => kindOf(i) === k));
  const everything = { from: 0, to: 0, last: 0 };
  const most = scope => Math.max(...G.edges.map(e => tieWeight(e, { scope, ...everything })));
  let controls = graphControls(kinds, most, redraw);
  /** The slider of the least weight ends at the most of its scope. */
  let scopeNow = askedOfGraph().scope;
  function redraw() {
    const { scope } = askedOfGraph();
    if (scope !== scopeNow) {
      scopeNow = scope;
      const next = graphControls(kinds, most, redraw);
      controls.replaceWith(next);
      controls = next;
      $('select', controls).focus();
    }
    draw();
  }
  draw();
  const start = chosen ? G.nodes.findIndex(n => n.entity === Number(chosen)) : -1;
  if (start >= 0) select(start);
  else aside.append(el('p', { class: 'soft' }, t('graph.help')));
  const columns = ['from', 'to', 'articles', 'sentences', 'events', 'posts'].map(c => t(`col.${c}`));
  const rows = () => shownTies().map(i => G.edges[i]).map(e => [nameOf(e.a), nameOf(e.b), e.articles, e.sentences, e.events, e.post ? 1 : 0]);
  return [
    heading(t('graph.line', number(G.nodes.length), count(G.of_nodes, 'name'), count(G.of_edges, 'tie'))),
    controls,
    el('div', { class: 'bar-row' },
      el('button', { class: 'quiet', type: 'button', onclick: () => hands.zoom(1 / 1.4), 'aria-label': t('graph.closer') }, '+'),
      el('button', { class: 'quiet', type: 'button', onclick: () => hands.zoom(1.4), 'aria-label': t('graph.farther') }, '−'),
      el('button', { class: 'quiet', type: 'button', onclick: () => whole(false) }, t('graph.whole')),
      savePicture(t('part.graph'), () => plane), saveTable(t('part.graph'), columns, rows), found),
    el('div', { class: 'net' }, plane, aside),
  ];
};

/** Half of what a name takes, in Chinese letters; Latin ones are half as wide. */
const letters = name => [...name].reduce((n, c) => n + (c < '\u2e80' ? .55 : 1), 0);
function bounds(nodes) {
  const side = n => Math.max(n.r + 8, letters(D.entities[n.entity].name) * 8);
  const xs = nodes.flatMap(n => [n.x - side(n), n.x + side(n)]), ys = nodes.flatMap(n => [n.y - n.r - 10, n.y + n.r + 22]);
  const [x, y] = [Math.min(0, ...xs), Math.min(0, ...ys)];
  return { x, y, w: Math.max(1, ...xs) - x, h: Math.max(1, ...ys) - y };
}
/** Circles for persons, squares for institutions, diamonds for places. */
function shape(kind, r) {
  const at = [r * .88, r * 1.2, r].map(v => v.toFixed(1));
  if (kind === 'institution') { const s = at[0]; return `M-${s} -${s}H${s}V${s}H-${s}Z`; }
  if (kind === 'place') { const s = at[1]; return `M0 -${s}L${s} 0L0 ${s}L-${s} 0Z`; }
  return `M-${at[2]} 0A${at[2]} ${at[2]} 0 1 1 ${at[2]} 0A${at[2]} ${at[2]} 0 1 1 -${at[2]} 0Z`;
}
