"""Two nights of a legacy system: dumps become changes, changes a table, the table tomorrow's plan.

    python examples/python/legacy_sync.py [FOLDER]

The state stays in the folder; a second run finds nothing to do.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import haulage
from haulage import Clock, GreatCircle, Place, Position, Problem, Profile, Shift, VehicleCosts, VehicleType

DATA = Path(__file__).resolve().parents[1] / "data" / "legacy"
MUNICH = ZoneInfo("Europe/Berlin")


def take(night: str, mapping: dict, state: Path) -> None:
    try:
        report = haulage.call("sync.run", {
            "dump": {"path": str(DATA / night)},
            "mapping": mapping,
            "state": {"path": str(state)},
            "settings": {"keep_rows": True},
        })["report"]
    except haulage.RefusedError as refused:
        # Cut off, older than the last one, another run at work: the state is what it was.
        print(f"{night}: refused, {refused}")
        return
    counts = {name: count for name, count in report["counts"].items() if count}
    print(f"{night}: {report['outcome']}, {counts}, {report['accounts']['quarantined']['rows']} refused")


def events(state: Path, after: str | None = None) -> Iterator[dict]:
    """All events behind a cursor; each has the cursor to remember once it is seen to."""
    while True:
        page = haulage.call("sync.events", {"state": str(state)} | ({"after": after} if after else {}))
        yield from page["events"]
        after = page["next"]
        if not page["more"]:
            return


def at(hour: int) -> datetime:
    return datetime(2004, 6, 9, hour, tzinfo=MUNICH)


def plan(rows: list[dict]) -> haulage.Plan:
    van = VehicleType(
        id="van",
        start="depot",
        end="depot",
        capacity=2_000_000,
        shift=Shift(earliest=at(7), latest=at(17)),
        costs=VehicleCosts(fixed=80, per_km="0.90", per_hour=24),
    )
    problem = Problem.from_frames(
        clock=Clock(start=at(0), zone=MUNICH),
        currency="EUR",
        profiles=[Profile(id="roads", travel=GreatCircle(detour=1.3, speed_kmh=45))],
        places=[Place(id="depot", position=Position(lat=48.1351, lon=11.5820))],
        vehicles=[van],
        jobs=[
            {"id": str(row["id"]), "lat": float(row["lat"]), "lon": float(row["lon"]), "delivery": row["mass_g"], "service_s": 600}
            for row in rows
        ],
    )
    return haulage.solve(problem, seed=1, iterations=2_000)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "shipments.state"
    mapping = json.loads((DATA / "mapping.json").read_text())
    for night in ("monday.csv", "tuesday.csv"):
        take(night, mapping, state)

    table: dict[int, dict] = {}
    for event in events(state):
        table.pop(event["key"]["id"], None)
        if event.get("row", {}).get("status") == "in_transit":
            table[event["key"]["id"]] = event["row"]
    print(f"{len(table)} shipments are on their way")

    for route in plan(list(table.values())).routes:
        stops = " - ".join(stop["job"] for stop in route["stops"] if stop.get("job"))
        print(f"{route['vehicle']} {route['number']}: {route['distance_m'] / 1000:.0f} km, {stops}")


if __name__ == "__main__":
    main()
