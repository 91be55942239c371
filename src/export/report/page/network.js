// The graph as it is asked for: which ties are shown, by what joins the names,
// how often, and when. The state stands in the address.

/** Where a month of a tie has its counts: [month, articles, sentences, events, articles with a post]. */
const SCOPES = { article: 1, sentence: 2, event: 3, post: 4 };

/** What is asked of the graph, as the address tells it. */
function askedOfGraph() {
  const q = here.q, last = Math.max(0, D.months.length - 1);
  const at = (name, other) => { const n = D.months.indexOf(q.get(name) || ''); return n < 0 ? other : n; };
  return {
    scope: SCOPES[q.get('scope')] ? q.get('scope') : 'article',
    least: Math.max(1, Number(q.get('least')) || 1),
    from: at('from', 0), to: at('to', last), last,
    hidden: new Set((q.get('hide') || '').split(' ').filter(Boolean)),
  };
}

/** How often a tie is told in the scope and the months asked for. */
function tieWeight(e, { scope, from, to, last }) {
  if (from === 0 && to === last) {
    if (scope !== 'post') return e[`${scope}s`];
    return e.post ? Math.max(1, e.months.reduce((n, m) => n + m[4], 0)) : 0;
  }
  return e.months.reduce((n, m) => (m[0] >= from && m[0] <= to ? n + m[SCOPES[scope]] : n), 0);
}

/** The controls over the graph; `draw` is called when they change. */
function graphControls(kinds, most, draw) {
  const asked = askedOfGraph();
  const set = (state, quietly) => { keep(state, quietly); draw(); };
  const kind = k => el('label', {}, el('input', { type: 'checkbox', checked: !asked.hidden.has(k), onchange: e => {
    const { hidden } = askedOfGraph();
    if (e.target.checked) hidden.delete(k); else hidden.add(k);
    set({ hide: [...hidden].join(' ') });
  } }), el('span', { class: k }, dot(k)), word('kind', k));
  const scope = el('label', {}, t('graph.scope'), ' ', el('select', { onchange: e => set({ scope: e.target.value === 'article' ? null : e.target.value, least: null }) },
    Object.keys(SCOPES).map(s => el('option', { value: s, selected: s === asked.scope }, t(`graph.scope.${s}`)))));
  const slider = (name, key, value, max, says, state) => {
    const said = el('output', { class: 'num' }, t(key, says(value)));
    return el('label', { class: 'slide' }, said, el('input', {
      type: 'range', name, min: name === 'least' ? 1 : 0, max, value, 'aria-label': t(key, says(value)), 'aria-valuetext': t(key, says(value)),
      oninput: e => {
        const text = t(key, says(Number(e.target.value)));
        said.textContent = text;
        e.target.setAttribute('aria-label', text);
        e.target.setAttribute('aria-valuetext', text);
        set(state(Number(e.target.value)), true);
      },
    }));
  };
  const strongest = Math.max(1, most(asked.scope));
  return el('div', { class: 'bar-row' }, kinds.map(kind), scope,
    strongest > 1 && slider('least', 'graph.least', Math.min(asked.least, strongest), strongest, String, n => ({ least: n > 1 ? n : null })),
    asked.last > 0 && [
      slider('from', 'graph.since', asked.from, asked.last, n => D.months[n], n => ({ from: n > 0 ? D.months[n] : null })),
      slider('to', 'graph.until', asked.to, asked.last, n => D.months[n], n => ({ to: n < asked.last ? D.months[n] : null }))]);
}

/**
 * What hands do to the drawing: wheel and two fingers come closer, one finger or the mouse moves. `eye` is the middle of
 * what is seen and the size of a dot of the screen in the drawing; `moved` is called when it changes. The function that
 * comes back tells whether the last press moved the drawing, and so was no click.
 */
function handle(plane, eye, moved) {
  const at = e => {
    const box = plane.getBoundingClientRect();
    return [eye.x + (e.clientX - box.left - box.width / 2) * eye.unit, eye.y + (e.clientY - box.top - box.height / 2) * eye.unit];
  };
  const zoom = (factor, x = eye.x, y = eye.y) => {
    const unit = Math.min(eye.most, Math.max(.15, eye.unit * factor)), k = unit / eye.unit;
    Object.assign(eye, { x: x - (x - eye.x) * k, y: y - (y - eye.y) * k, unit });
    moved();
  };
  const fingers = new Map();
  let dragged = 0;
  const middle = () => {
    const [a, b] = [...fingers.values()];
    return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2, wide: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
  };
  const shift = (from, to) => { eye.x -= (to.clientX - from.clientX) * eye.unit; eye.y -= (to.clientY - from.clientY) * eye.unit; };
  plane.addEventListener('wheel', e => { e.preventDefault(); zoom(e.deltaY > 0 ? 1.15 : 1 / 1.15, ...at(e)); }, { passive: false });
  plane.addEventListener('pointerdown', e => {
    if (!fingers.size) dragged = 0;
    fingers.set(e.pointerId, { clientX: e.clientX, clientY: e.clientY });
  });
  plane.addEventListener('pointermove', e => {
    const before = fingers.get(e.pointerId), now = { clientX: e.clientX, clientY: e.clientY };
    if (!before) return;
    dragged += Math.hypot(now.clientX - before.clientX, now.clientY - before.clientY);
    if (fingers.size === 2) {
      const was = middle();
      fingers.set(e.pointerId, now);
      const is = middle();
      shift(was, is);
      zoom(was.wide / Math.max(is.wide, 1), ...at(is));
    } else {
      fingers.set(e.pointerId, now);
      // A press that trembles is a click.
      if (dragged > 5) { shift(before, now); moved(); }
    }
  });
  const lift = e => fingers.delete(e.pointerId);
  plane.addEventListener('pointerleave', lift);
  plane.addEventListener('pointercancel', lift);
  plane.addEventListener('pointerup', lift);
  return { zoom, wasDragged: () => dragged > 5 };
}
