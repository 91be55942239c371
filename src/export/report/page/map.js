// The map: places where they lie, larger for more articles or events. No line of a border is drawn; the points of all counties show the shape of the country.

/**
 * Albers' equal-area conic projection of a sphere of radius 1000, north up: areas keep their size. The formulas are (14-1) to
 * (14-6) of Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987); parallels 25° and 47°, meridian 105°.
 */
const albers = (() => {
  const rad = Math.PI / 180, [a, b] = [25 * rad, 47 * rad];
  const n = (Math.sin(a) + Math.sin(b)) / 2, c = Math.cos(a) ** 2 + 2 * n * Math.sin(a);
  const rho = lat => 1000 * Math.sqrt(Math.max(0, c - 2 * n * Math.sin(lat * rad))) / n, rho0 = rho(35);
  return (lon, lat) => { const theta = n * (lon - 105) * rad; return [rho(lat) * Math.sin(theta), rho(lat) * Math.cos(theta) - rho0]; };
})();

let shape0 = null;
/** The points of all counties, as drawn: `D.outline` has them as steps in hundredths of a degree. */
function countryShape() {
  if (!shape0) {
    let lon = 0, lat = 0;
    shape0 = [];
    for (let i = 0; i < (D.outline || []).length; i += 2) { lon += D.outline[i]; lat += D.outline[i + 1]; shape0.push(albers(lon / 100, lat / 100)); }
  }
  return shape0;
}
const countryPath = () => svg('path', {
  class: 'shape', 'stroke-linecap': 'round', 'vector-effect': 'non-scaling-stroke', 'aria-hidden': 'true',
  d: countryShape().map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join(''),
});

const boxText = v => `${v.x} ${v.y} ${v.w} ${v.h}`;
/** What is to be seen of some points, with a margin. */
function extent(points) {
  const xs = points.map(p => p[0]), ys = points.map(p => p[1]);
  const [x, y] = [Math.min(...xs) - 60, Math.min(...ys) - 28];
  return { x, y, w: Math.max(...xs) + 60 - x, h: Math.max(...ys) + 28 - y };
}

let placesBy = null;
/** The number of the entity that an event is at: the one its article names, else the only place of that name. */
function placeOf(event) {
  if (event.where !== undefined) return event.where;
  if (!event.place) return undefined;
  if (!placesBy) {
    placesBy = new Map();
    D.entities.forEach((p, e) => p.type === 'place' && placesBy.set(p.name, placesBy.has(p.name) ? undefined : e));
  }
  return placesBy.get(event.place);
}
const LEVELS = ['provinces', 'prefectures', 'counties'];

views.map = () => {
  const all = D.entities.map((p, e) => e).filter(e => D.entities[e].type === 'place'), places = all.filter(e => D.entities[e].at);
  let told = [];
  if (!places.length) return pagehead(null, t('part.map'), t('map.none'));
  const points = new Map(places.map(e => [e, albers(...D.entities[e].at)]));
  const box = extent([...countryShape(), ...points.values()]), view = { ...box };
  const chosen = { by: '', from: '', to: '', inferred: false, off: new Set() };
  const plane = svg('svg', { class: 'map', role: 'group', 'aria-label': t('map.label'), viewBox: boxText(view) });
  const dots = svg('g', {}), names = svg('g', { 'aria-hidden': 'true' }), aside = el('div', { class: 'aside', role: 'region', 'aria-label': t('map.label') }), summary = el('p', { class: 'soft small', 'aria-live': 'polite' });
  let shown = [];

  const within = month => (!chosen.from || month >= chosen.from) && (!chosen.to || month <= chosen.to);
  /** How many articles, or events of the type that was chosen, each place has in the months that were. */
  function counts() {
    const n = new Map();
    if (!chosen.by) {
      for (const e of places) {
        const p = D.entities[e], months = Object.entries(p.months).filter(([m]) => within(m));
        n.set(e, chosen.from || chosen.to ? months.reduce((sum, [, k]) => sum + k, 0) : p.articles);
      }
      return n;
    }
    for (const event of told) {
      const e = placeOf(event);
      if (points.has(e) && (chosen.by === '*' || event.type === chosen.by) && (!(chosen.from || chosen.to) || within(dateOf(event).slice(0, 7)))) n.set(e, (n.get(e) || 0) + 1);
    }
    return n;
  }
  const what = n => (chosen.by ? count(n, 'event') : count(n, 'article'));
  function hint(mark, e) {
    const p = D.entities[e], types = new Map();
    for (const event of told) if (placeOf(event) === e) types.set(event.type, (types.get(event.type) || 0) + 1);
    const top = [...types].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([type, n]) => `${eventName(type)} ${n}`);
    showTip($('circle', mark), el('b', {}, p.name), t('map.hint', count(p.articles, 'article'), span(p.first, p.last)),
      top.length > 0 && el('div', {}, t('map.events', top.join(t('map.comma')))));
  }
  function draw() {
    told = D.events.filter(event => isTold(event) && (chosen.inferred || !event.inferred));
    const n = counts();
    shown = places.filter(e => n.get(e) > 0 && !chosen.off.has(D.entities[e].at[2])).map(e => ({ e, n: n.get(e), level: D.entities[e].at[2], x: points.get(e)[0], y: points.get(e)[1] }))
      .sort((a, b) => b.n - a.n || a.level - b.level || a.e - b.e);
    // The largest first, so that a small one lies on top; rings below all.
    shown.forEach((s, i) => {
      s.mark = svg('a', {
        class: `spot place ${LEVELS[s.level]}`, href: `#/e/${s.e}`, tabindex: i ? '-1' : '0', 'aria-label': `${D.entities[s.e].name}, ${what(s.n)}`,
        onmouseenter: () => hint(s.mark, s.e), onmouseleave: hideTip, onfocus: () => hint(s.mark, s.e), onblur: hideTip, onkeydown: ev => walk(ev, s),
      }, svg('circle', { cx: s.x, cy: s.y }));
      s.label = svg('text', { x: s.x }, D.entities[s.e].name);
    });
    dots.replaceChildren(...[...shown].sort((a, b) => (a.level > 0) - (b.level > 0)).map(s => s.mark));
    names.replaceChildren(...shown.map(s => s.label));
    const found = shown.reduce((sum, s) => sum + s.n, 0);
    const whole = chosen.by ? t('map.at', what(found), count(shown.length, 'place')) : count(shown.length, 'place');
    summary.textContent = t('map.shown', whole, count(all.length - places.length, 'name'));
    aside.replaceChildren(el('h2', {}, chosen.by ? (chosen.by === '*' ? t('map.most.events') : eventName(chosen.by)) : t('map.most.articles')),
      shown.length ? ranks(shown.slice(0, 40).map(s => ({ link: entityLink(s.e), n: s.n, kind: 'place' })), shown[0].n) : el('p', { class: 'soft' }, t('map.nothing')), summary);
    letter();
  }
  /** Keeps dots and letters the same size on the screen however close the view is; some are named, the largest of those in view whose names do not overlap. */
  function letter() {
    const { width, height } = plane.getBoundingClientRect();
    const unit = width ? Math.max(view.w / width, view.h / height) : 1;
    plane.style.setProperty('--unit', unit.toFixed(4));
    const most = shown[0]?.n || 1, largest = Math.max(11, Math.min(24, width / 32)), placed = [];
    for (const s of shown) {
      const r = unit * Math.max(width < 500 ? 1.5 : 2.2, largest * Math.sqrt(s.n / most));
      $('circle', s.mark).setAttribute('r', r.toFixed(2));
      const w = D.entities[s.e].name.length * 6.4 * unit, y = s.y + r + 12 * unit;
      s.label.setAttribute('y', y.toFixed(1));
      const seen = s.x > view.x && s.x < view.x + view.w && s.y > view.y && s.y < view.y + view.h;
      const free = seen && placed.length < width / 24 && placed.every(p => Math.abs(p.x - s.x) > p.w + w || Math.abs(p.y - y) > 15 * unit);
      s.label.classList.toggle('minor', !free);
      if (free) placed.push({ x: s.x, y, w });
    }
  }
  /** Arrow keys go to the nearest place that way. */
  function walk(ev, from) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[ev.key];
    if (!way) return;
    ev.preventDefault();
    let best = null, least = Infinity;
    for (const s of shown) {
      const dx = s.x - from.x, dy = s.y - from.y, along = dx * way[0] + dy * way[1], far = along + 2 * Math.abs(dx * way[1] + dy * way[0]);
      if (s !== from && along > 0 && far < least) { least = far; best = s; }
    }
    if (best) { from.mark.setAttribute('tabindex', '-1'); best.mark.setAttribute('tabindex', '0'); best.mark.focus({ preventScroll: true }); }
  }
  const look = () => { plane.setAttribute('viewBox', boxText(view)); letter(); };
  function zoom(factor, cx = view.x + view.w / 2, cy = view.y + view.h / 2) {
    const w = Math.min(box.w, Math.max(box.w / 40, view.w * factor)), k = w / view.w;
    Object.assign(view, { x: cx - (cx - view.x) * k, y: cy - (cy - view.y) * k, w, h: view.h * k });
    if (w === box.w) Object.assign(view, box);
    look();
  }
  const point = ev => { const m = plane.getScreenCTM().inverse(); return [m.a * ev.clientX + m.e, m.d * ev.clientY + m.f]; };
  let grip = null, moved = false;
  build(plane, {
    onpointerdown: ev => { grip = point(ev); moved = false; }, onpointerup: () => { grip = null; }, onpointerleave: () => { grip = null; },
    onpointermove: ev => {
      if (!grip) return;
      const [x, y] = point(ev), [dx, dy] = [grip[0] - x, grip[1] - y];
      if (!moved && Math.hypot(dx, dy) < 4 * view.w / (plane.clientWidth || 1)) return;
      moved = true;
      hideTip();
      view.x += dx; view.y += dy;
      plane.setAttribute('viewBox', boxText(view));
    },
    ondragstart: ev => ev.preventDefault(),
    // What ends a drag opens nothing.
    onclick: ev => { if (moved) ev.preventDefault(); },
  }, [countryPath(), dots, names]);
  plane.addEventListener('wheel', ev => { ev.preventDefault(); hideTip(); zoom(ev.deltaY > 0 ? 1.2 : 1 / 1.2, ...point(ev)); }, { passive: false });
  new ResizeObserver(letter).observe(plane);

  const types = new Map();
  for (const event of D.events) if (isTold(event) && points.has(placeOf(event))) types.set(event.type, (types.get(event.type) || 0) + 1);
  const option = (value, ...name) => el('option', { value }, ...name);
  const by = el('select', { 'aria-label': t('map.area'), onchange: () => { chosen.by = by.value; draw(); } }, option('', t('map.by.articles')),
    types.size > 0 && [option('*', t('map.by.events')), el('optgroup', { label: t('part.events') }, [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type]) => option(type, eventName(type))))]);
  const inferred = D.events.some(event => event.inferred && isTold(event) && points.has(placeOf(event)));
  const month = (name, label) => el('label', {}, label, ' ', el('select', { onchange: ev => { chosen[name] = ev.target.value; draw(); } }, option('', t('map.any')), D.months.map(m => option(m, m))));
  const button = (label, title, act) => el('button', { class: 'quiet', type: 'button', 'aria-label': title, onclick: act }, label);
  const levels = LEVELS.map((name, k) => k).filter(k => places.some(e => D.entities[e].at[2] === k));
  draw();
  return [
    pagehead(null, t('part.map'), t('map.help')),
    sampled(),
    el('div', { class: 'bar-row' }, el('label', {}, t('map.area'), ' ', by), D.months.length > 1 && [month('from', t('list.from')), month('to', t('list.to'))],
      inferred && el('label', { title: t('map.inferred.hint') },
        el('input', { type: 'checkbox', onchange: ev => { chosen.inferred = ev.target.checked; draw(); } }), t('map.inferred')),
      levels.length > 1 && levels.map(k => el('label', {}, el('input', { type: 'checkbox', checked: true, onchange: ev => { if (ev.target.checked) chosen.off.delete(k); else chosen.off.add(k); draw(); } }), t(`map.${LEVELS[k]}`))),
      button('+', t('graph.closer'), () => zoom(1 / 1.5)), button('−', t('graph.farther'), () => zoom(1.5)), button(t('graph.whole'), null, () => { Object.assign(view, box); look(); }),
      savePicture(t('part.map'), () => plane), saveTable(t('part.map'), ['name', 'longitude', 'latitude', 'count'].map(c => t(`col.${c}`)), () => shown.map(s => [D.entities[s.e].name, ...D.entities[s.e].at.slice(0, 2), s.n]))),
    el('div', { class: 'net' }, plane, aside),
  ];
};

/** Where a place lies in the country, as a small picture. */
function whereabouts(e) {
  const [x, y] = albers(...D.entities[e].at), box = extent(countryShape());
  return el('a', { href: '#/map', 'aria-label': t('part.map') }, svg('svg', { class: 'map small', viewBox: boxText(box), 'aria-hidden': 'true' }, countryPath(),
    svg('circle', { class: 'ring', cx: x, cy: y, r: box.w / 22 }), svg('circle', { cx: x, cy: y, r: box.w / 80 })));
}
