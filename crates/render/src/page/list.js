// The list: the plan in words, by route; arrow keys walk through it.

const entries = [];
const groups = [];

function tags(stop) {
  const made = [];
  if (stop.windows.length) made.push(element("span", { class: "tag" }, spans(stop.windows)));
  if (stop.late) made.push(element("span", { class: "tag alert" }, "outside window"));
  if (stop.waiting_s > 0) made.push(element("span", { class: "tag wait" }, `waits ${duration(stop.waiting_s)}`));
  if (stop.kind === "pickup" || stop.kind === "delivery") made.push(element("span", { class: "tag" }, stop.kind));
  return element("span", { class: "tags" }, ...made);
}

function entry(stop, number, time, tail, ...middle) {
  const button = element(
    "button",
    { type: "button", class: "stop", title: stop.job, onclick: () => (state.stop === stop ? update({ stop: null }) : selectStop(stop)) },
    element("span", { class: "number" }, number),
    element("span", { class: "name" }, element("span", { class: "id" }, stop.route ? title(stop) : stop.job), stop.place ? element("span", { class: "place" }, stop.place) : null),
    ...middle,
    element("span", { class: "time" }, time),
    element("span", { class: "load" }, tail),
  );
  const item = element("li", {}, button);
  entries.push({ stop, item, button });
  return item;
}

function meter(route) {
  const used = utilisation(route);
  if (used === null) return null;
  const percent = Math.round(used * 100);
  return element("span", { class: "meter", title: `${percent} % of its capacity`, role: "img", "aria-label": `${percent} % full` }, element("i", { style: `width:${Math.min(100, percent)}%` }));
}

function group(route) {
  const head = element(
    "button",
    { type: "button", class: "group-head", onclick: () => selectRoute(route) },
    badge(route),
    element("span", { class: "group-name" }, route.name),
    element("span", { class: "group-facts" }, `${count(route.tasks.length)} · ${distance(route.distance_m)} · ${clock(route.start)}–${clock(route.end)}`),
    meter(route),
  );
  const amount = (stop) => amounts(stop.load);
  const list = element("ol", {}, ...route.tasks.map((stop) => entry(stop, String(stop.number), clock(stop.begin), amount(stop), tags(stop))));
  const section = element("section", { class: "group", style: hueStyle(route) }, element("h3", {}, head), list);
  groups.push({ route, section, head });
  return section;
}

function unassignedGroup() {
  const reasons = (job) => element("span", { class: "tags" }, ...job.reasons.map((reason) => element("span", { class: "tag alert" }, reason)));
  const list = element("ol", {}, ...plan.unassigned.map((job) => entry(job, "×", "", "", reasons(job))));
  const head = element("span", { class: "group-head" }, element("span", { class: "badge alert" }, "×"), element("span", { class: "group-name" }, "Unassigned"), element("span", { class: "group-facts" }, `${plan.unassigned.length} without a route`));
  const section = element("section", { class: "group" }, element("h3", {}, head), list);
  groups.push({ route: null, section, head });
  return section;
}

let scrolledTo = null;
function drawList() {
  let shown = 0;
  for (const { stop, item, button } of entries) {
    const visible = stop.matches && (state.route === null || stop.route === state.route);
    item.hidden = !visible;
    shown += visible ? 1 : 0;
    button.toggleAttribute("aria-current", stop === state.stop);
    if (stop === state.stop && visible && scrolledTo !== stop) requestAnimationFrame(() => button.scrollIntoView({ block: "nearest" }));
  }
  scrolledTo = state.stop;
  for (const { route, section, head } of groups) {
    const inRoute = state.route === null || state.route === route;
    section.hidden = !inRoute || !section.querySelector("li:not([hidden])");
    if (route) head.setAttribute("aria-pressed", String(state.route === route));
  }
  byId("route-filter").value = state.route ? String(state.route.index) : "";
  byId("show-filter").value = state.show;
  byId("count").textContent = count(shown);
  byId("nothing").hidden = shown > 0;
}

/** Up and down walk through the entries that are shown; what has the focus is not yet chosen. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...byId("list").querySelectorAll("button")].filter((button) => button.offsetParent !== null);
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function startList() {
  const route = byId("route-filter");
  route.append(element("option", { value: "" }, "All routes"), ...plan.routes.map((each) => element("option", { value: each.index }, `${each.index + 1}: ${each.name}`)));
  route.addEventListener("change", () => update({ route: route.value === "" ? null : plan.routes[Number(route.value)], stop: null }));

  const show = byId("show-filter");
  const everything = allStops.filter((stop) => stop.job !== null).concat(plan.unassigned.map((job) => Object.assign(job, { waiting_s: 0, late: false })));
  const useful = Object.entries(shows).filter(([name, { keep }]) => name === "all" || everything.some(keep));
  show.append(...useful.map(([name, { label: text }]) => element("option", { value: name }, text)));
  show.hidden = useful.length < 2;
  show.addEventListener("change", () => update({ show: show.value, route: show.value === "unassigned" ? null : state.route, stop: null }));

  byId("search").addEventListener("input", (event) => update({ query: event.target.value.trim(), stop: null }));
  const list = byId("list");
  list.append(...plan.routes.map(group));
  if (plan.unassigned.length) list.prepend(unassignedGroup());
  list.append(element("p", { id: "nothing", class: "empty", hidden: true }, "No stop matches."));
  list.addEventListener("keydown", walk);
  views.push(drawList);
}
