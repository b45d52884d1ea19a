"""Whole columns on one thread: a million quotes, a million identifiers, a month of a thousand drivers.

`python benches/columns.py [rows]`, with pyarrow. The floors are 4 s, 0.2 s and 1 s of processor time.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import Any

import pyarrow as pa

import haulage
from haulage import hours, identifiers

TEXTS = [
    "340123450000000017", "CSQU3054383", "csqu 305438-4", "RB123456785GB", "020-12345675", "4012345678901",
    "GB82 WEST 1234 5698 7654 32", "1M8GDM9AXKP042788", "DEHAM", "8471.30", "1Z8V92A70367203024", "9400111206206406260787",
    "986578788855", "n/a", "Weight captured separately", "9319466",
]  # fmt: skip


def tariff() -> haulage.Tariff:
    """A hundred areas of two postal digits, ten zones of eight breaks, three surcharges and a tax, as in `benches/quotes.rs`."""
    starts = [0, 50, 100, 200, 500, 1000, 2000, 5000]
    cent = {"step": "0.01", "mode": "half_up"}

    def breaks(zone: int) -> list[dict[str, Any]]:
        ends = [*starts[1:], None]
        rows = enumerate(zip(starts, ends, strict=True))
        return [
            {"from": start, "until": end, "price": f"{40 + zone - 4 * index}.{7 * zone:02}", "per": "100_kg"}
            for index, (start, end) in rows
        ]

    version = {
        "id": "2026",
        "since": "2026-01-01",
        "rounding": {"line": cent, "total": cent},
        "chargeable_weight": {"volumetric": {"kg_per_m3": "333"}, "rounding": {"step": "1", "mode": "up"}},
        "areas": [{"id": f"{area:02}", "country": "DE", "postal_codes": [{"first": f"{area:02}"}]} for area in range(1, 100)],
        "lanes": [{"to": f"{area:02}", "zone": f"{area // 10:02}"} for area in range(1, 100)],
        "rates": [
            {"zone": f"{zone:02}", "next_break_if_cheaper": True, "minimum": "19.50", "breaks": breaks(zone)}
            for zone in range(10)
        ],
        "surcharges": [
            {"id": "fuel", "charge": {"percent_of": ["freight"]}, "rates": [{"value": "11.5"}]},
            {"id": "toll", "charge": {"per": "100_kg"}, "rates": [{"value": "1.20"}], "minimum": "2.50"},
            {"id": "tail_lift", "charge": {"per": "shipment"}, "rates": [{"value": "25"}], "when": [{"feature": "tail_lift"}]},
        ],
        "taxes": [{"id": "vat", "charge": {"percent_of": ["net"]}, "rates": [{"value": "19"}]}],
    }
    return haulage.Tariff({"id": "bench", "currency": "EUR", "versions": [version]})


def shipments(rows: int) -> pa.Table:
    scattered = [(number * 0x9E3779B97F4A7C15 % 2**64) >> 20 for number in range(rows)]
    return pa.table(
        {
            "reference": [str(number) for number in range(rows)],
            "on": pa.array(["2026-11-20"] * rows).cast(pa.date32()),
            "from_country": ["DE"] * rows,
            "from_postal_code": ["80331"] * rows,
            "to_country": ["DE"] * rows,
            "to_postal_code": [f"{1000 + number % 99000:05}" for number in scattered],
            "count": [1 + number % 4 for number in scattered],
            "mass_g": [1000 + number % 400_000 for number in scattered],
            "volume_cm3": [number % 1_500_000 for number in scattered],
            "features": [["tail_lift"] if number % 5 == 0 else [] for number in scattered],
        }
    )


def records(drivers: int) -> pa.Table:
    """A month of 22 working days each, with nine activities a day."""
    day = [("drive", 0, 120), ("work", 120, 150), ("drive", 150, 270), ("rest", 270, 315), ("drive", 315, 420)]
    day += [("work", 420, 460), ("drive", 460, 560), ("availability", 560, 600), ("rest", 600, 1440)]
    start = dt.datetime(2026, 10, 5, 5, tzinfo=dt.UTC)
    days = [date for date in range(30) if date % 7 < 5]
    minute = dt.timedelta(minutes=1)
    spans = [(kind, start + (1440 * date + a) * minute, start + (1440 * date + b) * minute) for date in days for kind, a, b in day]
    kinds, begins, ends = zip(*spans, strict=True)
    instants = pa.timestamp("us", tz="UTC")
    return pa.table(
        {
            "driver": [f"driver {number}" for number in range(drivers) for _ in spans],
            "kind": list(kinds) * drivers,
            "from": pa.array(list(begins) * drivers, instants),
            "until": pa.array(list(ends) * drivers, instants),
        }
    )


def timed(name: str, work: Callable[[], Any]) -> None:
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    print(f"{name:<28} {best:7.3f} s")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    compiled, frame = tariff(), shipments(rows)
    mixed = pa.array([TEXTS[row % len(TEXTS)] for row in range(rows)])
    timed("quotes of a frame", lambda: haulage.quotes(compiled, frame))
    timed("identifiers of any kind", lambda: identifiers.parse(mixed))
    timed("identifiers of a named kind", lambda: identifiers.parse(mixed, "sscc"))
    fleet = records(1_000)
    timed("hours of 1,000 drivers' month", lambda: hours.audit(fleet, "eu"))


if __name__ == "__main__":
    main()
