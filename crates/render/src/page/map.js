// The map: one canvas, redrawn whole; ten thousand stops are a few milliseconds.

const canvas = byId("map");
const ink = canvas.getContext("2d");
const drawn = allStops.filter((stop) => stop.at).concat(plan.unassigned.filter((job) => job.at));
const allPoints = drawn.map((stop) => stop.at);
let hoveredRoute = null;

const depots = new Map();
for (const stop of allStops) {
  if (["start", "end", "reload"].includes(stop.kind) && stop.at) depots.set(stop.at.join(), { at: stop.at, name: shorten(stop.place ?? "Depot") });
}

/** Routes in the order of painting: the singled-out one last, on top. */
function paintOrder() {
  const top = hoveredRoute ?? state.route;
  return plan.routes.filter((route) => route !== top).concat(top ? [top] : []);
}

const isFaint = (route) => state.route !== null && state.route !== route && hoveredRoute !== route;

function drawMap() {
  const ratio = window.devicePixelRatio || 1;
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.fillStyle = colours.map;
  ink.fillRect(0, 0, view.width, view.height);
  drawGrid();
  const order = paintOrder();
  for (const route of order) drawLines(route);
  for (const route of order) for (const stop of route.pauses) drawPause(stop);
  for (const route of order) for (const stop of route.tasks) drawStop(stop);
  for (const job of plan.unassigned) drawUnassigned(job);
  for (const depot of depots.values()) drawDepot(depot);
  if (state.route === null) drawBadges();
  if (state.stop && state.stop.at) drawRing(state.stop);
  drawScale();
}

function drawGrid() {
  const step = roundDown(160 * unitsOfPixel()) / unitsOfPixel();
  const [originX, originY] = toScreen([0, 0]);
  ink.strokeStyle = colours.grid;
  ink.lineWidth = 1;
  ink.beginPath();
  for (let x = ((originX % step) + step) % step; x < view.width; x += step) ink.rect(Math.round(x) + 0.5, -1, 0, view.height + 2);
  for (let y = ((originY % step) + step) % step; y < view.height; y += step) ink.rect(-1, Math.round(y) + 0.5, view.width + 2, 0);
  ink.stroke();
}

/** The ways from and to the depot are faint while many routes are shown: they all cross there. */
function drawLines(route) {
  const stops = route.stops.filter((stop) => stop.at);
  if (stops.length < 2) return;
  const single = route === state.route || route === hoveredRoute;
  ink.lineJoin = "round";
  ink.strokeStyle = colour(route);
  const stroke = (part, width, alpha, pattern) => {
    ink.beginPath();
    for (const stop of part) ink.lineTo(...toScreen(stop.at));
    ink.lineWidth = width;
    ink.globalAlpha = alpha;
    ink.setLineDash(pattern);
    ink.stroke();
  };
  const alpha = isFaint(route) ? 0.16 : 1;
  const last = stops.length - 1;
  const out = stops[0].job === null ? 1 : 0;
  const home = stops[last].job === null ? last - 1 : last;
  stroke(stops.slice(out, home + 1), single ? 3.5 : 2.25, alpha, dash(route));
  const toDepot = single || plan.routes.length <= 3 ? [2, alpha, dash(route)] : [1, alpha * 0.45, [3, 4]];
  if (out) stroke(stops.slice(0, 2), ...toDepot);
  if (home < last) stroke(stops.slice(home), ...toDepot);
  ink.setLineDash([]);
  if (single) drawArrows(stops, colour(route));
  ink.globalAlpha = 1;
}

function drawArrows(stops, fill) {
  ink.fillStyle = fill;
  for (let index = 1; index < stops.length; index += 1) {
    const [ax, ay] = toScreen(stops[index - 1].at);
    const [bx, by] = toScreen(stops[index].at);
    if (Math.hypot(bx - ax, by - ay) < 44) continue;
    ink.save();
    ink.translate((ax + bx) / 2, (ay + by) / 2);
    ink.rotate(Math.atan2(by - ay, bx - ax));
    ink.beginPath();
    ink.moveTo(8, 0);
    ink.lineTo(-5, -6);
    ink.lineTo(-5, 6);
    ink.fill();
    ink.restore();
  }
}

const inView = (x, y) => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20;

function disc(x, y, radius) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

function drawStop(stop) {
  if (!stop.at) return;
  const [x, y] = toScreen(stop.at);
  if (!inView(x, y)) return;
  const { route } = stop;
  const single = route === state.route;
  const numbered = single && view.scale * spacing(route) > 15;
  ink.globalAlpha = !stop.matches ? 0.14 : isFaint(route) ? 0.28 : 1;
  ink.fillStyle = colour(route);
  ink.strokeStyle = colours.map;
  ink.lineWidth = 1.5;
  disc(x, y, numbered ? 9.5 : single || (isFiltered() && stop.matches) ? 6 : 4.25);
  ink.fill();
  ink.stroke();
  if (numbered) label(String(stop.number), x, y, onColour(route), 10);
  ink.globalAlpha = 1;
}

/** Where the driver rests: a moon; breaks are shown once their route is singled out. */
function drawPause(stop) {
  const { route } = stop;
  if (!stop.at || isFiltered() || (stop.kind === "break" && route !== state.route)) return;
  const [x, y] = toScreen(stop.at);
  if (!inView(x, y)) return;
  ink.globalAlpha = isFaint(route) ? 0.28 : 1;
  ink.fillStyle = colours.map;
  ink.strokeStyle = colour(route);
  ink.lineWidth = 1.5;
  disc(x, y, stop.kind === "rest" ? 4.5 : 2.5);
  ink.fill();
  ink.stroke();
  ink.fillStyle = colour(route);
  if (stop.kind === "rest") {
    ink.beginPath();
    ink.arc(x, y, 4.5, Math.PI / 2, (3 * Math.PI) / 2);
    ink.fill();
  }
  ink.globalAlpha = 1;
}

/** Half of the stops of a route are at least so far from the next: below some pixels, numbers would only hide each other. */
function spacing(route) {
  if (route.spacing === undefined) {
    const stops = route.tasks.filter((stop) => stop.at);
    const legs = stops.slice(1).map((stop, index) => Math.hypot(stop.at[0] - stops[index].at[0], stop.at[1] - stops[index].at[1]));
    route.spacing = legs.sort((a, b) => a - b)[Math.floor(legs.length / 2)] ?? Infinity;
  }
  return route.spacing;
}

function label(text, x, y, fill, size) {
  ink.font = `600 ${size}px system-ui, sans-serif`;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  ink.fillStyle = fill;
  ink.fillText(text, x, y + 0.5);
}

/** A cross: not served by any route. */
function drawUnassigned(job) {
  if (!job.at) return;
  const [x, y] = toScreen(job.at);
  ink.globalAlpha = job.matches ? 1 : 0.2;
  for (const [stroke, width] of [[colours.map, 5], [colours.alert, 2.5]]) {
    ink.strokeStyle = stroke;
    ink.lineWidth = width;
    ink.beginPath();
    ink.moveTo(x - 5, y - 5);
    ink.lineTo(x + 5, y + 5);
    ink.moveTo(x + 5, y - 5);
    ink.lineTo(x - 5, y + 5);
    ink.stroke();
  }
  ink.globalAlpha = 1;
}

function drawDepot({ at, name }) {
  const [x, y] = toScreen(at);
  ink.fillStyle = colours.ink;
  ink.strokeStyle = colours.map;
  ink.lineWidth = 2;
  ink.beginPath();
  ink.moveTo(x - 10, y + 8);
  ink.lineTo(x - 10, y - 3);
  ink.lineTo(x, y - 10);
  ink.lineTo(x + 10, y - 3);
  ink.lineTo(x + 10, y + 8);
  ink.closePath();
  ink.stroke();
  ink.fill();
  ink.fillStyle = colours.map;
  ink.fillRect(x - 4, y, 8, 8);
  ink.font = "600 12px system-ui, sans-serif";
  ink.textAlign = "center";
  ink.textBaseline = "alphabetic";
  ink.strokeStyle = colours.map;
  ink.lineWidth = 4;
  ink.strokeText(name, x, y + 24);
  ink.fillStyle = colours.ink;
  ink.fillText(name, x, y + 24);
}

/** The number of each route at its stop farthest from its start, where it does not cover another. */
function drawBadges() {
  const taken = [...depots.values()].map((depot) => toScreen(depot.at));
  for (const route of plan.routes) {
    const stops = route.tasks.filter((stop) => stop.at);
    if (!stops.length) continue;
    const from = route.stops[0].at ?? stops[0].at;
    const far = (stop) => Math.hypot(stop.at[0] - from[0], stop.at[1] - from[1]);
    const farthest = stops.reduce((best, stop) => (far(stop) > far(best) ? stop : best));
    const [x, y] = toScreen(farthest.at);
    if (!inView(x, y) || taken.some(([a, b]) => Math.abs(a - x) < 32 && Math.abs(b - y) < 20)) continue;
    taken.push([x, y]);
    const text = String(route.index + 1);
    const half = 8 + text.length * 3;
    ink.beginPath();
    ink.roundRect(x - half, y - 9, 2 * half, 18, 5);
    ink.fillStyle = colour(route);
    ink.strokeStyle = colours.map;
    ink.lineWidth = 2;
    ink.fill();
    ink.stroke();
    label(text, x, y, onColour(route), 12);
  }
}

function drawRing(stop) {
  const [x, y] = toScreen(stop.at);
  for (const [stroke, width] of [[colours.map, 7], [colours.ink, 3]]) {
    disc(x, y, 13);
    ink.strokeStyle = stroke;
    ink.lineWidth = width;
    ink.stroke();
  }
}

function drawScale() {
  const length = roundDown(120 * unitsOfPixel());
  byId("scale-bar").style.width = `${length / unitsOfPixel()}px`;
  byId("scale-text").textContent = plan.surface === "earth" ? distance(length) : `${grouped.format(length)} units`;
}

// ---- what is under the pointer ----

function stopAt(x, y, reach) {
  let best = null;
  let nearest = reach;
  for (const stop of drawn) {
    if (!stop.matches || (stop.job !== null && stop.route && isFaint(stop.route))) continue;
    const [sx, sy] = toScreen(stop.at);
    const away = Math.hypot(sx - x, sy - y);
    if (away < nearest) [best, nearest] = [stop, away];
  }
  return best;
}

function routeAt(x, y, reach) {
  for (const route of paintOrder().reverse()) {
    const stops = route.stops.filter((stop) => stop.at);
    for (let index = 1; index < stops.length; index += 1) {
      const [ax, ay] = toScreen(stops[index - 1].at);
      const [bx, by] = toScreen(stops[index].at);
      const squared = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = squared ? Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared)) : 0;
      if (Math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y) < reach) return route;
    }
  }
  return null;
}

function choose(x, y, reach) {
  const stop = stopAt(x, y, reach);
  if (stop && stop.job !== null) return selectStop(stop);
  const route = routeAt(x, y, reach * 0.7);
  return route ? selectRoute(route) : clearSelection();
}

// ---- gestures ----

const pointers = new Map();
let travelled = 0;

canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
  if (pointers.size === 1) travelled = 0;
});

canvas.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return hover(event);
  const now = [event.offsetX, event.offsetY];
  travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const reach = (point) => Math.max(10, Math.hypot(point[0] - other[0], point[1] - other[1]));
    zoomAt((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, reach(now) / reach(before));
  }
  const share = (other ? 0.5 : 1) / view.scale;
  view.x -= (now[0] - before[0]) * share;
  view.y -= (now[1] - before[1]) * share;
  pointers.set(event.pointerId, now);
  hideTip();
  return drawMap();
});

for (const name of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(name, (event) => {
    const was = pointers.delete(event.pointerId);
    if (was && name === "pointerup" && pointers.size === 0 && travelled < 6) {
      choose(event.offsetX, event.offsetY, event.pointerType === "touch" ? 18 : 10);
    }
  });
}

canvas.addEventListener("pointerleave", () => {
  hideTip();
  highlight(null);
});

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const pixels = event.deltaY * (event.deltaMode === 1 ? 24 : 1);
  zoomAt(event.offsetX, event.offsetY, Math.exp(-Math.max(-240, Math.min(240, pixels)) / 400));
  hideTip();
  drawMap();
}, { passive: false });

canvas.addEventListener("keydown", (event) => {
  const step = 60 / view.scale;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) {
    view.x += moves[event.key][0];
    view.y += moves[event.key][1];
  } else if (event.key === "+" || event.key === "=") zoomAt(view.width / 2, view.height / 2, 1.4);
  else if (event.key === "-") zoomAt(view.width / 2, view.height / 2, 1 / 1.4);
  else if (event.key === "0") return fit();
  else return undefined;
  event.preventDefault();
  return drawMap();
});

function hover(event) {
  if (event.pointerType === "touch") return;
  const stop = stopAt(event.offsetX, event.offsetY, 10);
  const route = stop?.route ?? routeAt(event.offsetX, event.offsetY, 6);
  canvas.style.cursor = stop || route ? "pointer" : "grab";
  highlight(route);
  if (stop) showTip(event, stopTip(stop));
  else if (route) showTip(event, routeTip(route));
  else hideTip();
}

/** Brings a route to the front while the pointer is on it, here or in the timeline. */
function highlight(route) {
  if (hoveredRoute === (route ?? null)) return;
  hoveredRoute = route ?? null;
  drawMap();
}

/** Pixels at the bottom of the map that lie under the details. */
function covered() {
  const box = byId("details").getBoundingClientRect();
  return box.height ? Math.max(0, canvas.getBoundingClientRect().bottom - box.top) : 0;
}

/** Shows the singled-out route, or all. */
function fit() {
  const points = state.route ? state.route.stops.filter((stop) => stop.at).map((stop) => stop.at) : allPoints;
  if (points.length) moveTo(viewOf(points, covered()), drawMap);
}

/** Moves a stop into sight when it is not. */
function reveal(stop) {
  if (!stop.at) return;
  const [x, y] = toScreen(stop.at);
  const out = x < 30 || y < 30 || x > view.width - 30 || y > view.height - covered() - 30;
  if (out) moveTo({ scale: view.scale, x: stop.at[0], y: stop.at[1] }, drawMap);
}

let shownRoute = null;
function onMapChange() {
  if (state.route !== shownRoute) {
    shownRoute = state.route;
    fit();
  } else if (state.stop) reveal(state.stop);
  drawMap();
}

function startMap() {
  if (!allPoints.length) {
    document.body.classList.add("no-map");
    return;
  }
  byId("zoom-in").addEventListener("click", () => moveTo({ ...view, scale: view.scale * 1.7 }, drawMap));
  byId("zoom-out").addEventListener("click", () => moveTo({ ...view, scale: view.scale / 1.7 }, drawMap));
  byId("zoom-fit").addEventListener("click", fit);
  let placed = false;
  new ResizeObserver(() => {
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    if (!width || !height) return;
    Object.assign(view, { width, height });
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    if (!placed) {
      const whole = viewOf(allPoints);
      limits.smallest = whole.scale / 8;
      limits.largest = Math.max(whole.scale * 400, plan.surface === "earth" ? 4 : 0);
      Object.assign(view, whole);
      placed = true;
    }
    drawMap();
  }).observe(canvas);
  views.push(onMapChange);
}
