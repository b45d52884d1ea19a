// The timeline: a row for each vehicle, three paths a row however many stops it has.

const rows = [];

const left = (second) => ((second - day.from) / Math.max(1, day.to - day.from)) * 1000;
const block = (from, to, top, height) => `M${left(from).toFixed(2)} ${top}H${left(to).toFixed(2)}v${height}H${left(from).toFixed(2)}z`;

/** Ticks of another day than the first name the day alone at midnight and the hour alone else: there is little room. */
function tick(at) {
  const text = clock(at);
  if (plain && !plan.clock) return text;
  const hour = text.slice(-5);
  return hour === "00:00" ? text.slice(0, -6) || hour : hour;
}

/** Hours (or round numbers, or days) at which the axis is marked, about one each 70 pixels. */
function ticks(width) {
  const room = Math.max(2, Math.floor(width / 70));
  const length = Math.max(1, day.to - day.from);
  const steps = plain && !plan.clock ? [roundDown(length / room) * 2] : [900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400, 172800, 604800, 2592000];
  const step = steps.find((seconds) => length / seconds <= room) ?? roundDown(length / room) * 2;
  const offset = offsetAt(day.from);
  const marks = [];
  for (let at = Math.ceil((day.from + offset) / step) * step - offset; left(at) < 975; at += step) marks.push(at);
  return marks;
}

function drawAxis() {
  const axis = byId("axis");
  const track = axis.clientWidth;
  axis.replaceChildren(...ticks(track).map((at) => element("span", { style: `left:${left(at) / 10}%` }, tick(at))));
}

function row(route) {
  const bars = byId("bars").content.firstElementChild.cloneNode(true);
  bars.setAttribute("viewBox", "0 0 1000 24");
  const part = (name) => bars.querySelector(`.${name}`);
  const { tasks } = route;
  part("shift").setAttribute("d", block(route.start, route.end, 10, 4));
  const legs = route.stops.slice(1).map((stop, index) => block(route.stops[index].departure, stop.arrival, 10, 4));
  part("travel").setAttribute("d", legs.join(""));
  part("waiting").setAttribute("d", tasks.filter((stop) => stop.waiting_s > 0).map((stop) => block(stop.arrival, stop.begin, 6, 12)).join(""));
  part("pauses").setAttribute("d", route.pauses.map((stop) => block(stop.begin, stop.departure, 7, 10)).join(""));
  part("service").setAttribute("d", tasks.filter((stop) => stop.departure > stop.begin).map((stop) => block(stop.begin, stop.departure, 4, 16)).join(""));
  const track = element("span", { class: "track" });
  track.append(bars);
  const button = element(
    "button",
    { type: "button", style: hueStyle(route), "aria-label": `${route.name}: ${count(tasks.length)}, ${clock(route.start)} to ${clock(route.end)}` },
    badge(route),
    element("span", { class: "row-name" }, route.name),
    track,
  );
  track.addEventListener("pointermove", (event) => {
    const stop = stopAtTime(route, timeAt(track, event));
    highlight(route);
    showTip(event, stop ? stopTip(stop) : routeTip(route));
  });
  button.addEventListener("pointerleave", () => {
    hideTip();
    highlight(null);
  });
  button.addEventListener("click", (event) => {
    const onTrack = event.detail > 0 && track.contains(event.target);
    const stop = onTrack && state.route === route ? stopAtTime(route, timeAt(track, event)) : null;
    if (stop && stop.job !== null && stop !== state.stop) selectStop(stop);
    else selectRoute(route);
  });
  rows.push({ route, button, chosen: part("chosen") });
  return element("li", {}, button);
}

function timeAt(track, event) {
  const box = track.getBoundingClientRect();
  return day.from + ((event.clientX - box.left) / box.width) * (day.to - day.from);
}

/** The stop that is being served then, or to which the vehicle is on its way. */
const stopAtTime = (route, second) => (second < route.start ? null : route.stops.find((stop) => second <= Math.max(stop.departure, stop.arrival)) ?? null);

function drawTimeline() {
  for (const { route, button, chosen } of rows) {
    const single = state.route === route;
    const matched = !isFiltered() || route.tasks.some((stop) => stop.matches);
    button.setAttribute("aria-pressed", String(single));
    button.classList.toggle("faint", (state.route !== null && !single) || !matched);
    const { stop } = state;
    const width = (day.to - day.from) / 500;
    chosen.setAttribute("d", single && stop && stop.route === route ? block(stop.begin - width, Math.max(stop.departure, stop.begin) + width, 0, 24) : "");
  }
}

function startTimeline() {
  byId("timeline").append(...plan.routes.map(row));
  if (!plan.routes.length) {
    byId("timeline").append(element("li", { class: "empty" }, "No vehicle leaves the depot."));
    return;
  }
  new ResizeObserver(drawAxis).observe(byId("axis"));
  views.push(drawTimeline, () => {
    const pressed = rows.find(({ route }) => route === state.route);
    pressed?.button.scrollIntoView({ block: "nearest" });
  });
}
