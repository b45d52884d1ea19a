"""Plans a real day of deliveries in Rio de Janeiro: the day of `examples/plan_day`, from Python.

    python examples/python/plan_day.py [--seconds N | --iterations N] [--seed N] [--vans N] [--windows] [--out DIR]
"""

import argparse
import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import haulage
from haulage import Clock, GreatCircle, Place, Position, Problem, Profile, Shift, VehicleCosts, VehicleType

DAY = Path(__file__).resolve().parents[1] / "data" / "loggibud" / "cvrp-0-rj-0.json"
RIO = ZoneInfo("America/Sao_Paulo")


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=RIO)


def deliveries(parcels: list[dict], windows: bool) -> list[dict]:
    """One row a consignee: parcels of one identifier travel together."""
    sizes: dict[str, int] = defaultdict(int)
    for parcel in parcels:
        sizes[parcel["id"]] += parcel["size"]
    rows = {}
    for index, parcel in enumerate(parcels):
        if parcel["id"] in rows:
            continue
        row = {"id": parcel["id"], "lat": parcel["point"]["lat"], "lon": parcel["point"]["lng"]}
        row |= {"delivery": sizes[parcel["id"]], "service_s": 150}
        if windows and index % 3 < 2:
            row |= {"earliest": at(8), "latest": at(12)} if index % 3 == 0 else {"earliest": at(13), "latest": at(17)}
        rows[parcel["id"]] = row
    return list(rows.values())


def day(vans: int, windows: bool) -> Problem:
    file = json.loads(DAY.read_text())
    van = VehicleType(
        id="van",
        count=vans,
        start="depot",
        end="depot",
        capacity=file["vehicle_capacity"],
        shift=Shift(earliest=at(8), latest=at(18)),
        costs=VehicleCosts(fixed=120, per_km="1.15", per_hour="18.50"),
    )
    return Problem.from_frames(
        clock=Clock(start=at(0), zone=RIO),
        currency="BRL",
        profiles=[Profile(id="streets", travel=GreatCircle(detour=1.4, speed_kmh=28))],
        places=[Place(id="depot", position=Position(lat=file["origin"]["lat"], lon=file["origin"]["lng"]))],
        vehicles=[van],
        jobs=deliveries(file["deliveries"], windows),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=5.0, help="search for so many seconds (5)")
    options.add_argument("--iterations", type=int, help="search for so many iterations instead: the same plan everywhere")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--vans", type=int, default=10)
    options.add_argument("--windows", action="store_true", help="consignees take goods in the morning, the afternoon or all day")
    options.add_argument("--out", type=Path, default=Path("out/plan_day_python"))
    chosen = options.parse_args()

    problem = day(chosen.vans, chosen.windows)
    limit = {"iterations": chosen.iterations} if chosen.iterations is not None else {"seconds": chosen.seconds}
    plan = haulage.solve(problem, seed=chosen.seed, **limit)

    print(f"{'route':8}{'stops':>6}{'load':>6}{'km':>8}  start  end")
    for route in plan.routes:
        name = f"{route['vehicle']} {route['number']}"
        kilometres = route["distance_m"] / 1000
        load = route["peak_load"][0]
        print(f"{name:8}{route['tasks']:6}{load:6}{kilometres:8.1f}  {route['start']:%H:%M}  {route['end']:%H:%M}")
    print(plan)
    print("checked:", "feasible, every figure right" if haulage.check(problem, plan).feasible else "NOT feasible")

    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "plan.json").write_text(plan.to_json())
    (chosen.out / "plan.geojson").write_text(plan.to_geojson())
    (chosen.out / "stops.csv").write_text(plan.to_csv())
    (chosen.out / "plan.html").write_text(plan.to_html())
    print(f"wrote plan.json, plan.geojson, stops.csv and plan.html to {chosen.out}")


if __name__ == "__main__":
    main()
