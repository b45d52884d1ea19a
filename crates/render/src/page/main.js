// The key figures, the tabs of a narrow screen, and the start.

function figure(name, value, note) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value, note ? element("small", {}, note) : null));
}

function drawFigures() {
  const { totals } = plan;
  const shares = plan.routes.map(utilisation).filter((share) => share !== null);
  const mean = shares.length ? Math.round((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length) : null;
  const share = (seconds) => (totals.duration_s ? `${Math.round((100 * seconds) / totals.duration_s)} %` : "0 %");
  byId("figures").append(
    figure("Vehicles", `${totals.vehicles}`, ` of ${grouped.format(plan.fleet)}`),
    figure("Stops", grouped.format(totals.tasks)),
    figure("Unassigned", grouped.format(plan.unassigned.length)),
    figure("Distance", distance(totals.distance_m)),
    figure("Time", duration(totals.duration_s), ` ${share(totals.travel_s)} travel`),
    mean === null ? figure("Waiting", duration(totals.waiting_s)) : figure("Mean fill", `${mean} %`),
    figure("Cost", money(plan.costs.total)),
  );
  if (plan.unassigned.length) byId("figures").children[2].classList.add("alert");
  if (plan.clock && driven.length) {
    const date = new Date(firstDay * 86400000);
    byId("date").textContent = date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }
}

function startTabs() {
  const tabs = [...document.querySelectorAll(".tabs button")];
  const show = (name) => {
    document.body.dataset.tab = name;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
  };
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.tab));
  show(document.body.classList.contains("no-map") ? "timeline" : "map");
}

readColours();
drawFigures();
views.push(drawDetails);
startMap();
startTimeline();
startList();
startTabs();
update({});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  update({});
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clearSelection();
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  }
});
