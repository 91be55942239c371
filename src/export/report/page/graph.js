// The graph: drawn as it was laid out, to be moved, searched and walked.

views.graph = chosen => {
  const G = D.graph;
  const box = bounds(G.nodes);
  const view = { ...box };
  const aside = el('aside', { 'aria-live': 'polite' });
  const plane = svg('svg', { role: 'group', 'aria-label': 'Graph of names', viewBox: boxText(view) });
  const lines = G.edges.map(e => svg('line', {
    x1: G.nodes[e.a].x, y1: G.nodes[e.a].y, x2: G.nodes[e.b].x, y2: G.nodes[e.b].y,
    'stroke-width': Math.min(7, .8 + Math.sqrt(e.articles) * .7),
  }));
  const around = G.nodes.map(() => []);
  G.edges.forEach((e, i) => { around[e.a].push([e.b, i]); around[e.b].push([e.a, i]); });
  const marks = G.nodes.map((n, i) => {
    const p = D.entities[n.entity];
    return svg('g', {
      class: `node ${p.type}`, transform: `translate(${n.x} ${n.y})`, tabindex: i ? '-1' : '0', role: 'button',
      'aria-label': `${p.name}, ${KINDS[p.type]}, ${count(around[i].length, 'tie')}`,
      onclick: () => select(i), onkeydown: e => walk(e, i), onfocus: () => lift(i), onmouseenter: () => lift(i), onmouseleave: () => lift(on), onblur: () => lift(on),
    }, svg('path', { d: shape(p.type, n.r) }), svg('text', { y: n.r + 13 }, p.name));
  });
  plane.append(svg('g', {}, lines), svg('g', {}, marks));
  const labels = $$('text', plane);
  const bySize = G.nodes.map((n, i) => i).sort((a, b) => G.nodes[b].r - G.nodes[a].r || a - b);
  let on = -1;

  function lift(i) {
    const near = new Set(i < 0 ? [] : [i, ...around[i].map(x => x[0])]);
    const ties = new Set(i < 0 ? [] : around[i].map(x => x[1]));
    marks.forEach((m, n) => { m.classList.toggle('faint', i >= 0 && !near.has(n)); m.classList.toggle('lit', near.has(n)); });
    lines.forEach((l, n) => { l.classList.toggle('lit', ties.has(n)); l.classList.toggle('faint', i >= 0 && !ties.has(n)); });
  }
  function select(i) {
    on = i;
    marks.forEach((m, n) => { m.classList.toggle('on', n === i); m.tabIndex = n === i ? 0 : -1; });
    lift(i);
    aside.replaceChildren(...describe(i));
  }
  function describe(i) {
    const p = D.entities[G.nodes[i].entity];
    const ties = around[i].map(([n, e]) => [n, G.edges[e]]).sort((a, b) => b[1].articles - a[1].articles || a[0] - b[0]);
    return [el('div', { class: `kindline ${p.type}` }, dot(p.type), KINDS[p.type]), el('h2', {}, entityLink(G.nodes[i].entity)),
      el('p', { class: 'soft' }, mainPost(p) || count(p.articles, 'article')),
      el('ul', { class: 'ties' }, ties.map(([n, e]) => el('li', {}, dot(D.entities[G.nodes[n].entity].type), ' ',
        el('a', { href: '#/graph', onclick: ev => { ev.preventDefault(); select(n); } }, D.entities[G.nodes[n].entity].name),
        el('div', { class: 'soft small' }, [count(e.articles, 'article'), e.sentences && count(e.sentences, 'sentence'), e.events && count(e.events, 'event'), e.post && 'post'].filter(Boolean).join(', ')),
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
      const along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (k !== i && along > 0 && !marks[k].classList.contains('off') && along + 2 * aside < least) { least = along + 2 * aside; best = k; }
    });
    if (best >= 0) { marks[i].tabIndex = -1; marks[best].tabIndex = 0; marks[best].focus(); }
  }
  function zoom(factor, cx = view.x + view.w / 2, cy = view.y + view.h / 2) {
    const w = Math.min(box.w * 1.5, Math.max(120, view.w * factor)), k = w / view.w;
    Object.assign(view, { x: cx - (cx - view.x) * k, y: cy - (cy - view.y) * k, w, h: view.h * k });
    plane.setAttribute('viewBox', boxText(view));
    letter();
  }
  /** Keeps letters the same size on the screen however close the view is. */
  function letter() {
    const { width, height } = plane.getBoundingClientRect();
    const unit = width ? Math.max(view.w / width, view.h / height) : 1;
    plane.style.setProperty('--unit', unit.toFixed(3));
    labels.forEach((t, i) => t.setAttribute('y', G.nodes[i].r + 13 * unit));
    // Of names that would overlap, that of the larger node is shown.
    const placed = [];
    for (const i of bySize) {
      const n = G.nodes[i], w = D.entities[n.entity].name.length * 6.6 * unit, y = n.y + n.r + 9 * unit;
      const free = placed.every(p => Math.abs(p.x - n.x) > p.w + w || Math.abs(p.y - y) > 15 * unit);
      marks[i].classList.toggle('minor', !free);
      if (free) placed.push({ x: n.x, y, w });
    }
  }
  new ResizeObserver(letter).observe(plane);
  const point = e => { const m = plane.getScreenCTM().inverse(); return [m.a * e.clientX + m.e, m.d * e.clientY + m.f]; };
  plane.addEventListener('wheel', e => { e.preventDefault(); zoom(e.deltaY > 0 ? 1.15 : 1 / 1.15, ...point(e)); }, { passive: false });
  let grip = null;
  plane.addEventListener('pointerdown', e => { grip = point(e); });
  addEventListener('pointerup', () => { grip = null; });
  plane.addEventListener('pointermove', e => {
    if (!grip) return;
    const [x, y] = point(e);
    view.x += grip[0] - x; view.y += grip[1] - y;
    plane.setAttribute('viewBox', boxText(view));
  });
  const kinds = ['person', 'institution', 'place'].filter(k => G.nodes.some(n => D.entities[n.entity].type === k));
  const hide = (kind, off) => {
    const gone = G.nodes.map(n => D.entities[n.entity].type === kind);
    marks.forEach((m, i) => gone[i] && m.classList.toggle('off', off));
    lines.forEach((l, i) => l.classList.toggle('off', marks[G.edges[i].a].classList.contains('off') || marks[G.edges[i].b].classList.contains('off')));
  };
  const start = chosen ? G.nodes.findIndex(n => n.entity === Number(chosen)) : -1;
  if (start >= 0) select(start);
  else aside.append(el('p', { class: 'soft' }, 'Pick a name to see its ties and the articles that show them. Scroll to come closer, drag to move; with the keyboard, arrow keys go from name to name and Enter picks.'));
  return [
    pagehead(null, 'Graph', `The ${G.nodes.length} most named of ${count(G.of_nodes, 'name')} and the strongest of ${count(G.of_edges, 'tie')}; larger is in more articles, thicker is together in more.`),
    G.nodes.length ? [el('div', { class: 'bar-row' },
      kinds.map(k => el('label', {}, el('input', { type: 'checkbox', checked: true, onchange: e => hide(k, !e.target.checked) }), dot(k), KINDS[k])),
      el('button', { class: 'quiet', type: 'button', onclick: () => zoom(1 / 1.4), 'aria-label': 'Closer' }, '+'),
      el('button', { class: 'quiet', type: 'button', onclick: () => zoom(1.4), 'aria-label': 'Farther' }, '−'),
      el('button', { class: 'quiet', type: 'button', onclick: () => { Object.assign(view, box); zoom(1); } }, 'Whole'), savePicture('graph', plane)),
    el('div', { class: 'net' }, plane, aside)] : el('p', { class: 'soft' }, 'No two names stand together in this report.'),
  ];
};

const boxText = v => `${v.x} ${v.y} ${v.w} ${v.h}`;
function bounds(nodes) {
  const side = n => Math.max(n.r + 8, D.entities[n.entity].name.length * 8);
  const xs = nodes.flatMap(n => [n.x - side(n), n.x + side(n)]), ys = nodes.flatMap(n => [n.y - n.r - 10, n.y + n.r + 22]);
  const [x, y] = [Math.min(0, ...xs), Math.min(0, ...ys)];
  return { x, y, w: Math.max(1, ...xs) - x, h: Math.max(1, ...ys) - y };
}
/** Circles for persons, squares for institutions, diamonds for places. */
function shape(kind, r) {
  if (kind === 'institution') { const s = r * .88; return `M${-s} ${-s}H${s}V${s}H${-s}Z`; }
  if (kind === 'place') { const s = r * 1.2; return `M0 ${-s}L${s} 0L0 ${s}L${-s} 0Z`; }
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}
