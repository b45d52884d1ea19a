// The plan, what is selected, and how figures are written.

const plan = JSON.parse(document.getElementById("plan").textContent);
const byId = (id) => document.getElementById(id);

/** An element with attributes and children. Texts become text nodes: nothing of the plan is ever read as markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// Every stop knows its route and place in it; `tasks` counts what a dispatcher calls a stop.
plan.routes.forEach((route, index) => {
  route.index = index;
  route.stops.forEach((stop, sequence) => Object.assign(stop, { route, sequence, matches: true }));
  route.tasks = route.stops.filter((stop) => stop.job !== null);
  route.pauses = route.stops.filter((stop) => stop.kind === "break" || stop.kind === "rest");
  route.tasks.forEach((stop, position) => { stop.number = position + 1; });
  route.start = route.stops[0]?.departure;
  route.end = route.stops[route.stops.length - 1]?.arrival;
});
plan.unassigned.forEach((job) => { job.matches = true; });
const allStops = plan.routes.flatMap((route) => route.stops);

/** What the three views share: one route singled out or none, one stop selected or none, and the filter. */
const state = { route: null, stop: null, query: "", show: "all" };
const views = [];

function update(change) {
  Object.assign(state, change);
  if (state.stop && state.stop.route) state.route = state.stop.route;
  filterStops();
  for (const draw of views) draw();
}

const selectRoute = (route) => update({ route: state.route === route && !state.stop ? null : route, stop: null });
const selectStop = (stop) => update({ stop });
const clearSelection = () => update({ route: null, stop: null });

const shows = {
  all: { label: "All stops", keep: () => true },
  windows: { label: "With a time window", keep: (stop) => stop.windows.length > 0 },
  waiting: { label: "With waiting", keep: (stop) => stop.waiting_s > 0 },
  late: { label: "Outside their window", keep: (stop) => stop.late },
  unassigned: { label: "Unassigned", keep: (stop) => !stop.route },
};

function filterStops() {
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const keep = shows[state.show].keep;
  const matches = (stop, text) => keep(stop) && words.every((word) => text.includes(word));
  for (const route of plan.routes) {
    const name = route.name.toLowerCase();
    for (const stop of route.tasks) stop.matches = matches(stop, `${stop.job} ${stop.place ?? ""} ${name}`.toLowerCase());
  }
  for (const job of plan.unassigned) {
    job.matches = state.show !== "waiting" && state.show !== "late" && matches(job, `${job.job} ${job.place ?? ""}`.toLowerCase());
  }
}

const isFiltered = () => state.query !== "" || state.show !== "all";

// ---- figures ----

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const plain = plan.surface === "plane";

/** Digits of an exact amount in groups of three; never through a float. */
const money = (text) => {
  const [whole, cents] = text.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (cents ? `${groups}.${cents.padEnd(2, "0")}` : groups) + (plan.currency ? ` ${plan.currency}` : "");
};

function distance(metres) {
  if (plain) return grouped.format(metres);
  return metres < 1000 ? `${metres} m` : `${grouped.format(metres / 1000)} km`;
}

function duration(seconds) {
  if (plain) return grouped.format(seconds);
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${grouped.format(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")}`;
}

function offsetAt(second) {
  let offset = plan.offsets.length ? plan.offsets[0][1] : 0;
  for (const [from, value] of plan.offsets) if (from <= second) offset = value;
  return offset;
}

const two = (number) => String(number).padStart(2, "0");
const localDay = (second) => Math.floor((second + offsetAt(second)) / 86400);
const driven = plan.routes.filter((route) => route.stops.length > 0);
const day = driven.reduce(({ from, to }, route) => ({ from: Math.min(from, route.start), to: Math.max(to, route.end) }), { from: Infinity, to: -Infinity });
for (const route of plan.routes) if (!route.stops.length) route.start = route.end = day.from;
const firstDay = localDay(day.from);
const dayText = (day) => new Date(day * 86400000).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

/** A moment as people read it: the wall clock of the plan's zone, with the day where it is not the first. */
function clock(second) {
  if (plain && !plan.clock) return grouped.format(second);
  const local = second + offsetAt(second);
  const inDay = ((local % 86400) + 86400) % 86400;
  const text = `${two(Math.floor(inDay / 3600))}:${two(Math.floor(inDay / 60) % 60)}`;
  const days = localDay(second) - firstDay;
  if (days === 0) return text;
  return plan.clock ? `${dayText(firstDay + days)} ${text}` : `day ${days + 1} ${text}`;
}

const count = (number) => (number === 1 ? "1 stop" : `${grouped.format(number)} stops`);
const shorten = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
const span = ([earliest, latest]) => `${clock(earliest)}–${clock(latest)}`;
const spans = (windows) => windows.map(span).join(", ");
const amounts = (load) => load.map((value) => grouped.format(value)).join(" / ");
const utilisation = (route) => {
  const shares = route.peak_load.map((load, index) => (route.capacity[index] ? load / route.capacity[index] : 0));
  return route.capacity.some(Boolean) ? Math.max(0, ...shares) : null;
};

const kinds = { start: "Start", end: "End", reload: "Reload", break: "Break", rest: "Rest", wait: "Waiting", job: "Stop", pickup: "Pickup", delivery: "Delivery", stop: "Stop" };
const title = (stop) => (stop.job === null ? `${kinds[stop.kind]} of ${stop.route.name}` : stop.part === null || stop.part === undefined ? stop.job : `${stop.job} (${stop.part + 1})`);

// ---- colours: eight that stay apart for every kind of colour vision; beyond eight the dashes differ, and the number always does ----

const hues = 8;
const dashes = [[], [9, 4], [2, 4], [12, 4, 2, 4]];
let colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const all = (name) => Array.from({ length: hues }, (_, index) => read(`${name}-${index + 1}`));
  colours = { routes: all("route"), onRoutes: all("on-route") };
  for (const name of ["map", "grid", "ink", "alert"]) colours[name] = read(name);
}
const colour = (route) => colours.routes[route.index % hues];
const onColour = (route) => colours.onRoutes[route.index % hues];
const dash = (route) => dashes[Math.floor(route.index / hues) % dashes.length];
const hueStyle = (route) => {
  const hue = (route.index % hues) + 1;
  return `--route: var(--route-${hue}); --on-route: var(--on-route-${hue})`;
};
const badge = (route) => element("span", { class: "badge", style: hueStyle(route) }, String(route.index + 1));
