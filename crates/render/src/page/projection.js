// Where a point of the plan is on the screen: scale and shift, by gestures and by animation.

const view = { scale: 1, x: 0, y: 0, width: 0, height: 0 };
const limits = { smallest: 0, largest: Infinity };
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
let animation = 0;

const toScreen = ([x, y]) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];
const fromScreen = (x, y) => [(x - view.width / 2) / view.scale + view.x, (y - view.height / 2) / view.scale + view.y];
const inLimits = (scale) => Math.min(Math.max(scale, limits.smallest), limits.largest);

function boundsOf(points) {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

/** The view that shows all points, with room at the edges and above the `covered` pixels at the bottom. */
function viewOf(points, covered = 0) {
  const bounds = boundsOf(points);
  const room = Math.max(24, Math.min(56, view.width * 0.06));
  const across = Math.max(bounds.right - bounds.left, 1e-9);
  const down = Math.max(bounds.bottom - bounds.top, 1e-9);
  const scale = Math.min((view.width - 2 * room) / across, (view.height - covered - 2 * room) / down);
  const used = inLimits(Number.isFinite(scale) && scale > 0 ? scale : 1);
  return { scale: used, x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 + covered / 2 / used };
}

/** Moves to a view, in a quarter of a second unless the reader wants no motion. */
function moveTo(target, draw) {
  cancelAnimationFrame(animation);
  target.scale = inLimits(target.scale);
  if (stillness.matches) {
    Object.assign(view, target);
    draw();
    return;
  }
  const from = { scale: view.scale, x: view.x, y: view.y };
  const begin = performance.now();
  const step = (now) => {
    const part = Math.min(1, Math.max(0, (now - begin) / 250));
    const eased = 1 - (1 - part) ** 3;
    view.scale = from.scale * (target.scale / from.scale) ** eased;
    view.x = from.x + (target.x - from.x) * eased;
    view.y = from.y + (target.y - from.y) * eased;
    draw();
    if (part < 1) animation = requestAnimationFrame(step);
  };
  animation = requestAnimationFrame(step);
}

/** Zooms so that the point under the pointer stays there. */
function zoomAt(x, y, factor) {
  cancelAnimationFrame(animation);
  const [px, py] = fromScreen(x, y);
  view.scale = inLimits(view.scale * factor);
  const [qx, qy] = fromScreen(x, y);
  view.x += px - qx;
  view.y += py - qy;
}

/** Metres (or units of the file) of one pixel at the middle of the view: Mercator stretches with the latitude. */
function unitsOfPixel() {
  if (plan.surface !== "earth") return 1 / view.scale;
  const latitude = Math.atan(Math.sinh(-view.y / 6371008.8));
  return Math.cos(latitude) / view.scale;
}

/** The largest of 1, 2, 5 × a power of ten that is not above the value. */
function roundDown(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].find((step) => step * power <= value) * power;
}
