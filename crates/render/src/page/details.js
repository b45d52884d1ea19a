// What is selected, in full; and the small text beside the pointer.

const fact = (name, value) => (value === null || value === "" ? [] : [element("div", {}, element("dt", {}, name), element("dd", {}, value))]);
const position = (stop) => (stop.position ? stop.position.map((degrees) => degrees.toFixed(5)).join(", ") : null);

function stopFacts(stop) {
  if (!stop.route) {
    return [...fact("Place", stop.place), ...fact("Window", spans(stop.windows)), ...fact("Why", stop.reasons.join("; ") || "not known")];
  }
  return [
    ...fact("Place", stop.place),
    ...fact("Arrives", clock(stop.arrival)),
    ...fact("Waits", stop.waiting_s > 0 ? duration(stop.waiting_s) : null),
    ...fact("Service", stop.departure > stop.begin ? `${clock(stop.begin)}–${clock(stop.departure)}` : clock(stop.begin)),
    ...fact("Window", spans(stop.windows)),
    ...fact("Driven so far", distance(stop.distance_m)),
    ...fact("Load on leaving", amounts(stop.load)),
    ...fact("Position", position(stop)),
  ];
}

function routeFacts(route) {
  const used = utilisation(route);
  const capacity = used === null ? amounts(route.peak_load) : `${amounts(route.peak_load)} of ${route.capacity.map((value) => (value === null ? "∞" : grouped.format(value))).join(" / ")} (${Math.round(used * 100)} %)`;
  return [
    ...fact("Stops", String(route.tasks.length)),
    ...fact("Begins", clock(route.start)),
    ...fact("Ends", clock(route.end)),
    ...fact("Distance", distance(route.distance_m)),
    ...fact("Time", duration(route.duration_s)),
    ...fact("Travel", duration(route.travel_s)),
    ...fact("Service", duration(route.service_s)),
    ...fact("Waiting", duration(route.waiting_s)),
    ...fact("Fullest", capacity),
    ...fact("Cost", money(route.costs.total)),
  ];
}

function stepper(stop) {
  const { tasks } = stop.route;
  const to = (index, text, name) => element("button", { type: "button", "aria-label": name, disabled: !tasks[index], onclick: () => selectStop(tasks[index]) }, text);
  return element("span", { class: "stepper" }, to(stop.number - 2, "‹", "Stop before"), element("span", {}, `${stop.number} of ${tasks.length}`), to(stop.number, "›", "Next stop"));
}

function drawDetails() {
  const { stop, route } = state;
  const box = byId("details");
  box.hidden = !stop && !route;
  if (box.hidden) return;
  const away = { type: "button", class: "to-map", onclick: () => document.querySelector('.tabs [data-tab="map"]').click() };
  const toMap = (stop ? stop.at : allPoints.length) ? element("button", away, "Map") : null;
  const close = element("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => (stop && route ? update({ stop: null }) : clearSelection()) }, "×");
  const head = element("div", { class: "details-head" }, route ? badge(route) : element("span", { class: "badge alert" }, "×"), element("strong", {}, stop ? (stop.route ? title(stop) : stop.job) : route.name), stop && stop.route ? stepper(stop) : null, toMap, close);
  box.replaceChildren(head, element("dl", {}, ...(stop ? stopFacts(stop) : routeFacts(route))));
}

// ---- the tip ----

const line = (text, name) => element("span", { class: name }, text);

const pauses = { break: true, rest: true, wait: true };

function stopTip(stop) {
  if (!stop.route) return [line(stop.job, "tip-title"), line("unassigned", "tip-alert")];
  if (stop.kind in pauses) return [line(title(stop), "tip-title"), line(`${clock(stop.begin)}–${clock(stop.departure)}, ${duration(stop.departure - stop.begin)}`)];
  if (stop.job === null) return [line(stop.place ?? title(stop), "tip-title"), line(`${stop.kind === "start" ? "leaves" : "back"} ${clock(stop.arrival)} · ${stop.route.name}`)];
  return [
    line(title(stop), "tip-title"),
    line(`${stop.route.name}, stop ${stop.number} of ${stop.route.tasks.length}`),
    line(`arrives ${clock(stop.arrival)}${stop.waiting_s > 0 ? `, waits ${duration(stop.waiting_s)}` : ""}, leaves ${clock(stop.departure)}`),
    ...(stop.windows.length ? [line(`window ${spans(stop.windows)}`)] : []),
  ];
}

const routeTip = (route) => [
  line(route.name, "tip-title"),
  line(`${count(route.tasks.length)} · ${distance(route.distance_m)}`),
  line(`${clock(route.start)}–${clock(route.end)}`),
];

function showTip(event, lines) {
  if (event.pointerType === "touch") return;
  const tip = byId("tip");
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const room = 14;
  const x = event.clientX + room + tip.offsetWidth > innerWidth ? event.clientX - room - tip.offsetWidth : event.clientX + room;
  const y = Math.min(event.clientY + room, innerHeight - tip.offsetHeight - 4);
  tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
}

function hideTip() {
  byId("tip").hidden = true;
}
