"""
The native half of `haulage`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from typing import Any, Final, SupportsFloat, SupportsIndex, final
from zoneinfo import ZoneInfo

__all__ = ["__version__", "Batches", "Break", "CheckReport", "Clock", "CostLines", "Depot", "DriverState", "Euclidean", "GreatCircle", "Job", "Lateness", "Matrix", "Place", "Plan", "Point", "Position", "Problem", "Profile", "Reload", "Run", "RunProgress", "RunReport", "Shift", "Shipment", "ShipmentStop", "Table", "Tariff", "Totals", "UnassignedJob", "UnassignedReason", "VehicleCosts", "VehicleType", "Violation", "Window", "audit_hours", "call", "call_json", "check", "dump_events", "dump_rows", "identifier_kinds", "parse_identifiers"]

__version__: Final[str]
"""
Version of the package and of the engine in it.
"""

@final
class Batches:
    """
    Rows that come in batches and are read as they are asked for: `pyarrow.RecordBatchReader.from_stream(batches)`,
    `polars.DataFrame(batches)`, duckdb and others take them through the Arrow PyCapsule interface; iterating gives each batch as a
    `Table`. They come once: whoever asks again goes on where the last one stopped.
    """
    def __arrow_c_schema__(self, /) -> Any:
        """
        The Arrow PyCapsule interface: the schema.
        """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The Arrow PyCapsule interface: the batches that are left.
        """
    def __iter__(self, /) -> Batches: ...
    def __next__(self, /) -> Table: ...
    def __repr__(self, /) -> str: ...
    @property
    def columns(self, /) -> tuple[str, ...]:
        """
        Names of the columns.
        """
    def report(self, /) -> dict[str, Any]:
        """
        What there is to tell beside the rows read by now: of a dump `accounts`, `balanced` and the first thousand of the
        `quarantine`; of events `next`, the cursor behind the last one.
        """

@final
class Break:
    """
    A break of the driver: at a stop before leaving it, or on arrival before service begins.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, windows: Iterable[Window], duration_s: SupportsIndex, penalty: Decimal | int | str | None = ...) -> Break: ...
    def __repr__(self, /) -> str: ...
    @property
    def duration_s(self, /) -> int:
        """
        How long it lasts, in seconds.
        """
    @property
    def penalty(self, /) -> Decimal | None:
        """
        Makes it optional: leaving it out when it is due costs this much.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def windows(self, /) -> tuple[Window, ...]:
        """
        When it may begin, ascending; at least one.
        """

@final
class CheckReport:
    """
    What the independent checker found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, feasible: bool, violations: Iterable[Violation], costs: CostLines) -> CheckReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def costs(self, /) -> CostLines:
        """
        What it costs, recomputed from the problem alone.
        """
    @property
    def feasible(self, /) -> bool:
        """
        Whether the plan breaks no rule.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def violations(self, /) -> tuple[Violation, ...]:
        """
        Every rule that it breaks.
        """

@final
class Clock:
    """
    Ties the seconds of a problem to instants.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, start: datetime | str, zone: ZoneInfo | str | None = ...) -> Clock: ...
    def __repr__(self, /) -> str: ...
    @property
    def start(self, /) -> datetime:
        """
        The instant of second zero. No moment of the problem may be earlier.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def zone(self, /) -> ZoneInfo | None:
        """
        Time zone in which the plan is written; without it, the offset of `start`.
        """

@final
class CostLines:
    """
    Cost of a plan, line by line.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, total: Decimal | int | str, fixed: Decimal | int | str, distance: Decimal | int | str, duration: Decimal | int | str, prizes: Decimal | int | str, changes: Decimal | int | str = ..., overtime: Decimal | int | str = ..., waiting: Decimal | int | str = ..., lateness: Decimal | int | str = ..., breaks: Decimal | int | str = ..., compactness: Decimal | int | str = ..., balance: Decimal | int | str = ...) -> CostLines: ...
    def __repr__(self, /) -> str: ...
    @property
    def balance(self, /) -> Decimal:
        """
        The heaviest workload.
        """
    @property
    def breaks(self, /) -> Decimal:
        """
        Breaks that were due and are left out.
        """
    @property
    def changes(self, /) -> Decimal:
        """
        Jobs that another vehicle serves than was planned before.
        """
    @property
    def compactness(self, /) -> Decimal:
        """
        Tasks of a route that lie far apart.
        """
    @property
    def distance(self, /) -> Decimal:
        """
        Metres.
        """
    @property
    def duration(self, /) -> Decimal:
        """
        Seconds between start and end.
        """
    @property
    def fixed(self, /) -> Decimal:
        """
        Using vehicles at all.
        """
    @property
    def lateness(self, /) -> Decimal:
        """
        Service that begins after its window.
        """
    @property
    def overtime(self, /) -> Decimal:
        """
        Overtime.
        """
    @property
    def prizes(self, /) -> Decimal:
        """
        Prizes of optional jobs left out.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def total(self, /) -> Decimal:
        """
        Everything below.
        """
    @property
    def waiting(self, /) -> Decimal:
        """
        Waiting.
        """

@final
class Depot:
    """
    What a place has as a depot: opening hours, and a stock for the deliveries of jobs.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, place: str, opening: Iterable[Window] = ..., stock: SupportsIndex | Iterable[SupportsIndex] = ...) -> Depot: ...
    def __repr__(self, /) -> str: ...
    @property
    def opening(self, /) -> tuple[Window, ...]:
        """
        When it is open, ascending; none: always.
        """
    @property
    def place(self, /) -> str:
        """
        Name of the place.
        """
    @property
    def stock(self, /) -> tuple[int, ...]:
        """
        Most that all routes together load here, in each dimension; a dimension that is not given is unlimited.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class DriverState:
    """
    How a driver stands when the shift of the vehicle begins.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, shift_began: int | datetime | str | None = ..., weekly_rest_ended: int | datetime | str | None = ..., weekly_rest_was_reduced: bool = ..., driven_since_break_min: SupportsIndex = ..., break_part_taken: bool = ..., driven_in_shift_min: SupportsIndex = ..., rest_part_taken: bool = ..., extended_days: SupportsIndex = ..., reduced_rests: SupportsIndex = ..., driven_this_week_min: SupportsIndex = ..., driven_last_week_min: SupportsIndex = ...) -> DriverState: ...
    def __repr__(self, /) -> str: ...
    @property
    def break_part_taken(self, /) -> bool:
        """
        Whether the first part of a split break has been taken since.
        """
    @property
    def driven_in_shift_min(self, /) -> int:
        """
        Driving in the shift under way, in minutes.
        """
    @property
    def driven_last_week_min(self, /) -> int:
        """
        Driving in the week before, in minutes.
        """
    @property
    def driven_since_break_min(self, /) -> int:
        """
        Driving since the last break, in minutes.
        """
    @property
    def driven_this_week_min(self, /) -> int:
        """
        Driving in this week of the calendar, in minutes.
        """
    @property
    def extended_days(self, /) -> int:
        """
        Extended days of this week of the calendar (from Monday, UTC) that are over.
        """
    @property
    def reduced_rests(self, /) -> int:
        """
        Reduced daily rests since the last weekly rest.
        """
    @property
    def rest_part_taken(self, /) -> bool:
        """
        Whether the first part of a split daily rest has been taken in it.
        """
    @property
    def shift_began(self, /) -> int | datetime | None:
        """
        When the driver's shift under way began; absent: the driver is resting until the route begins.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def weekly_rest_ended(self, /) -> int | datetime | None:
        """
        When the last weekly rest ended; absent: it ends as the route begins.
        """
    @property
    def weekly_rest_was_reduced(self, /) -> bool:
        """
        Whether that one was reduced.
        """

@final
class Euclidean:
    """
    Euclidean distance between the points of places (benchmark formats); durations are the same.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, scale: SupportsFloat | SupportsIndex, rounding: str) -> Euclidean: ...
    def __repr__(self, /) -> str: ...
    @property
    def rounding(self, /) -> str:
        """
        How the scaled distance becomes an integer: `down`, `nearest` or `up`.
        """
    @property
    def scale(self, /) -> float:
        """
        Units per unit of the file: 10 keeps one decimal.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class GreatCircle:
    """
    Great-circle distance × a detour factor, at one speed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, detour: SupportsFloat | SupportsIndex, speed_kmh: SupportsFloat | SupportsIndex) -> GreatCircle: ...
    def __repr__(self, /) -> str: ...
    @property
    def detour(self, /) -> float:
        """
        Way on the road over way as the crow flies; 1.2 to 1.5 is usual.
        """
    @property
    def speed_kmh(self, /) -> float:
        """
        Average speed in km/h.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Job:
    """
    A job: one stop.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, place: str | Position, delivery: SupportsIndex | Iterable[SupportsIndex] = ..., pickup: SupportsIndex | Iterable[SupportsIndex] = ..., service_s: SupportsIndex = ..., setup_s: SupportsIndex = ..., windows: Iterable[Window] = ..., lateness: Lateness | None = ..., release: int | datetime | str | None = ..., skills: Iterable[str] = ..., prize: Decimal | int | str | None = ..., priority: SupportsIndex = ..., vehicles: Iterable[str] = ..., forbidden_vehicles: Iterable[str] = ..., goods: Iterable[str] = ...) -> Job: ...
    def __repr__(self, /) -> str: ...
    @property
    def delivery(self, /) -> tuple[int, ...]:
        """
        Amounts brought from the route's start, in each dimension.
        """
    @property
    def forbidden_vehicles(self, /) -> tuple[str, ...]:
        """
        Vehicle types that may not serve it.
        """
    @property
    def goods(self, /) -> tuple[str, ...]:
        """
        Lines of the problem's goods that travel with it.
        """
    @property
    def id(self, /) -> str:
        """
        Its name, unique among jobs and shipments.
        """
    @property
    def lateness(self, /) -> Lateness | None:
        """
        Lets service begin after a window at a price.
        """
    @property
    def pickup(self, /) -> tuple[int, ...]:
        """
        Amounts taken to the route's end, in each dimension.
        """
    @property
    def place(self, /) -> str | Position:
        """
        Where.
        """
    @property
    def priority(self, /) -> int:
        """
        Among jobs that must be served: when not all can be, one of priority p counts as much as p + 1 plain ones.
        """
    @property
    def prize(self, /) -> Decimal | None:
        """
        Makes the job optional: leaving it out costs this much.
        """
    @property
    def release(self, /) -> int | datetime | None:
        """
        When its goods can be had at the depot.
        """
    @property
    def service_s(self, /) -> int:
        """
        Seconds of service.
        """
    @property
    def setup_s(self, /) -> int:
        """
        Seconds of set-up, spent when the stop before was at another place.
        """
    @property
    def skills(self, /) -> tuple[str, ...]:
        """
        Skills a vehicle must have.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def vehicles(self, /) -> tuple[str, ...]:
        """
        Vehicle types that may serve it; none: all.
        """
    @property
    def windows(self, /) -> tuple[Window, ...]:
        """
        When service may begin; none: always.
        """

@final
class Lateness:
    """
    Service may begin after a window's latest moment, at a price.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, per_hour: Decimal | int | str, max_s: SupportsIndex | None = ...) -> Lateness: ...
    def __repr__(self, /) -> str: ...
    @property
    def max_s(self, /) -> int | None:
        """
        Most seconds after the window's latest moment; absent: as long as any shift lasts.
        """
    @property
    def per_hour(self, /) -> Decimal:
        """
        What an hour costs.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Matrix:
    """
    Explicit matrices: row = from, column = to, in the order of `places`. From a numpy array or any other buffer of
    integers, a square frame, or rows of ints.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, distances_m: Any, durations_s: Any | None = ...) -> Matrix: ...
    def __repr__(self, /) -> str: ...
    @property
    def distances_m(self, /) -> tuple[tuple[int, ...], ...]:
        """
        Metres.
        """
    @property
    def durations_s(self, /) -> tuple[tuple[int, ...], ...] | None:
        """
        Seconds; absent: as many as metres.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Place:
    """
    A named place. With a travel matrix, the order of places is the order of its rows.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, position: Position | None = ..., point: Point | None = ...) -> Place: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        Its name in this problem.
        """
    @property
    def point(self, /) -> Point | None:
        """
        Where it is on a plane; needed by Euclidean travel.
        """
    @property
    def position(self, /) -> Position | None:
        """
        Where it is on the earth; needed by great-circle travel.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Plan:
    """
    A plan and the problem that it answers.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Problem, str, RunReport | None]]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str:
        """
        The page of `to_html` in a frame of its own, for notebooks.
        """
    @property
    def costs(self, /) -> CostLines:
        """
        What it costs, line by line.
        """
    @property
    def currency(self, /) -> str | None:
        """
        Currency of all costs, where the problem names one.
        """
    @staticmethod
    def from_dict(problem: Problem, document: Any, /) -> Plan:
        """
        A plan of any origin from its document as plain values.
        """
    @staticmethod
    def from_json(problem: Problem, text: str, /, run: RunReport | None = ...) -> Plan:
        """
        A plan of any origin from its document as JSON text: to be checked, drawn or compared.
        """
    @property
    def problem(self, /) -> Problem:
        """
        The problem that it answers.
        """
    @property
    def routes(self, /) -> Table:
        """
        One row a route.
        """
    @property
    def run(self, /) -> RunReport | None:
        """
        How it was found, for a plan of `haulage.solve`.
        """
    @property
    def stops(self, /) -> Table:
        """
        One row a stop, start and end included.
        """
    def to_csv(self, /) -> str:
        """
        The list of stops as CSV.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its document as plain values.
        """
    def to_geojson(self, /) -> str:
        """
        Routes and stops as GeoJSON (RFC 7946).
        """
    def to_html(self, /) -> str:
        """
        One self-contained HTML page for a dispatcher: map, timeline, list of stops, key figures.
        """
    def to_json(self, /) -> str:
        """
        Its document as JSON text, byte for byte what every other language gets.
        """
    @property
    def totals(self, /) -> Totals:
        """
        What it adds up to.
        """
    @property
    def unassigned(self, /) -> tuple[UnassignedJob, ...]:
        """
        Jobs and shipments that no route serves, and why.
        """

@final
class Point:
    """
    A point on a plane, in the units of a benchmark file.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, x: SupportsFloat | SupportsIndex, y: SupportsFloat | SupportsIndex) -> Point: ...
    def __repr__(self, /) -> str: ...
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def x(self, /) -> float:
        """
        First coordinate.
        """
    @property
    def y(self, /) -> float:
        """
        Second coordinate.
        """

@final
class Position:
    """
    A position in degrees of WGS 84.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, lat: SupportsFloat | SupportsIndex, lon: SupportsFloat | SupportsIndex) -> Position: ...
    def __repr__(self, /) -> str: ...
    def great_circle_m(self, /, other: Position) -> float:
        """
        Great-circle distance in metres.
        """
    @property
    def lat(self, /) -> float:
        """
        Latitude in degrees, north positive.
        """
    @property
    def lon(self, /) -> float:
        """
        Longitude in degrees, east positive.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Problem:
    """
    A routing problem: valid as a whole, or it does not exist.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, vehicles: Iterable[VehicleType], profiles: Iterable[Profile], jobs: Iterable[Job] = ..., shipments: Iterable[Shipment] = ..., places: Iterable[Place] = ..., depots: Iterable[Depot] = ..., clock: Clock | None = ..., currency: str | None = ..., objective: str = ..., more: dict[str, Any] | None = ...) -> Problem:
        """
        Validates the whole; `ValidationError.faults` lists everything that is wrong. `more` holds fields of the document
        that have no argument of their own, as plain values by name: `goods`, `running`, `keep`, …
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def clock(self, /) -> Clock | None:
        """
        What ties seconds to instants.
        """
    @property
    def currency(self, /) -> str | None:
        """
        Currency of all costs (ISO 4217).
        """
    @staticmethod
    def from_benchmark(text: str, /) -> Problem:
        """
        A problem from the text of a benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau), with its usual convention for
        distances.
        """
    @staticmethod
    def from_dict(document: Any, /) -> Problem:
        """
        A problem from its document as plain values.
        """
    @staticmethod
    def from_frames(*, vehicles: Any, profiles: Iterable[Profile], jobs: Any | None = None, shipments: Any | None = None, places: Any | None = None, depots: Iterable[Depot] = ..., clock: Clock | None = ..., currency: str | None = ..., objective: str = ..., more: dict[str, Any] | None = ...) -> Problem:
        """
        A problem from frames: anything with the Arrow PyCapsule interface (pandas, polars, pyarrow, duckdb), or an
        iterable of dicts or records. See the package's README for the columns.
        """
    @staticmethod
    def from_json(text: str, /) -> Problem:
        """
        A problem from its document as JSON text.
        """
    @property
    def jobs(self, /) -> tuple[Job, ...]:
        """
        Jobs: one stop each.
        """
    @property
    def objective(self, /) -> str:
        """
        What comes first: `cost`, or `vehicles_first` for fewer vehicles and then the cost.
        """
    @property
    def places(self, /) -> tuple[Place, ...]:
        """
        Named places.
        """
    @property
    def profiles(self, /) -> tuple[Profile, ...]:
        """
        Ways of travelling.
        """
    @property
    def shipments(self, /) -> tuple[Shipment, ...]:
        """
        Shipments: pickups and deliveries on one route.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its document as plain values.
        """
    def to_json(self, /) -> str:
        """
        Its document as JSON text.
        """
    @property
    def vehicles(self, /) -> tuple[VehicleType, ...]:
        """
        Vehicles by type.
        """

@final
class Profile:
    """
    A named way of travelling.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, travel: GreatCircle | Matrix | Euclidean, hourly_speed_percent: Iterable[SupportsIndex] = ...) -> Profile: ...
    def __repr__(self, /) -> str: ...
    @property
    def hourly_speed_percent(self, /) -> tuple[int, ...]:
        """
        Speed in each hour of the day, in per cent of the usual, from midnight on; none: always the usual.
        """
    @property
    def id(self, /) -> str:
        """
        Its name in this problem.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def travel(self, /) -> GreatCircle | Matrix | Euclidean:
        """
        Distances and durations.
        """

@final
class Reload:
    """
    Several trips on one route: at a depot between two stops, what jobs gave is unloaded and what the next need is loaded.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, places: Iterable[str], loading_s: SupportsIndex = ..., max: SupportsIndex | None = ...) -> Reload: ...
    def __repr__(self, /) -> str: ...
    @property
    def loading_s(self, /) -> int:
        """
        How long it takes, in seconds.
        """
    @property
    def max(self, /) -> int | None:
        """
        Most of them on one route; absent: any number.
        """
    @property
    def places(self, /) -> tuple[str, ...]:
        """
        Names of the places where it may be done; at least one.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Run:
    """
    A solve in a thread of its own: wait, look, cancel, take. `haulage.solve` does all of it; take this for a loop of
    your own. Letting go of a run cancels it.
    """
    def __new__(cls, problem: Problem, /, *, seconds: SupportsFloat | SupportsIndex | None = None, iterations: SupportsIndex | None = None, no_improvement: SupportsIndex | None = None, seed: SupportsIndex = 0, threads: SupportsIndex = 1) -> Run:
        """
        Starts a solve; at least one of `seconds`, `iterations` and `no_improvement` must be given. It searches in `threads`
        threads, none of which outlives it.
        """
    def cancel(self, /) -> None:
        """
        Asks it to stop; the best plan so far can be taken soon after.
        """
    def progress(self, /) -> RunProgress:
        """
        How it stands.
        """
    def take(self, /) -> Plan | None:
        """
        Waits for the end and gives the plan; `None` when it was taken before.
        """
    def wait(self, /, seconds: SupportsFloat | SupportsIndex) -> bool:
        """
        Waits until the run has finished, at most some seconds; whether it has.
        """

@final
class RunProgress:
    """
    How a run stands.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, iterations: SupportsIndex, best_cost: Decimal | int | str | None, routes: SupportsIndex, unassigned: SupportsIndex) -> RunProgress: ...
    def __repr__(self, /) -> str: ...
    @property
    def best_cost(self, /) -> Decimal | None:
        """
        Cost of the best plan so far; `None` before the first.
        """
    @property
    def iterations(self, /) -> int:
        """
        Iterations done.
        """
    @property
    def routes(self, /) -> int:
        """
        Routes of the best plan so far.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def unassigned(self, /) -> int:
        """
        Jobs and shipments that it does not serve.
        """

@final
class RunReport:
    """
    How a plan was found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, seed: SupportsIndex, iterations: SupportsIndex, stopped_by: str) -> RunReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def iterations(self, /) -> int:
        """
        Iterations done.
        """
    @property
    def seed(self, /) -> int:
        """
        Seed of the random numbers: the same seed and iterations give the same plan, byte for byte.
        """
    @property
    def stopped_by(self, /) -> str:
        """
        Why the search ended: `iterations`, `time_limit`, `no_improvement`, `cancelled` or `completed`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Shift:
    """
    When and how long a vehicle works.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, earliest: int | datetime | str | None = ..., latest: int | datetime | str | None = ..., max_duration_s: SupportsIndex | None = ..., regular_latest: int | datetime | str | None = ..., regular_duration_s: SupportsIndex | None = ...) -> Shift: ...
    def __repr__(self, /) -> str: ...
    @property
    def earliest(self, /) -> int | datetime | None:
        """
        Earliest departure from the start.
        """
    @property
    def latest(self, /) -> int | datetime | None:
        """
        Latest arrival at the end.
        """
    @property
    def max_duration_s(self, /) -> int | None:
        """
        Longest time from departure to arrival, in seconds.
        """
    @property
    def regular_duration_s(self, /) -> int | None:
        """
        When overtime begins, in seconds since departure.
        """
    @property
    def regular_latest(self, /) -> int | datetime | None:
        """
        When overtime begins, by the clock.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Shipment:
    """
    Goods picked up at one or more places and delivered at one or more, on one route, every pickup before every delivery.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, pickups: Iterable[ShipmentStop], deliveries: Iterable[ShipmentStop], skills: Iterable[str] = ..., prize: Decimal | int | str | None = ..., priority: SupportsIndex = ..., vehicles: Iterable[str] = ..., forbidden_vehicles: Iterable[str] = ..., goods: Iterable[str] = ...) -> Shipment: ...
    def __repr__(self, /) -> str: ...
    @property
    def deliveries(self, /) -> tuple[ShipmentStop, ...]:
        """
        Where they leave; the amounts of all equal those of all pickups.
        """
    @property
    def forbidden_vehicles(self, /) -> tuple[str, ...]:
        """
        Vehicle types that may not serve it.
        """
    @property
    def goods(self, /) -> tuple[str, ...]:
        """
        Lines of the problem's goods that travel with it.
        """
    @property
    def id(self, /) -> str:
        """
        Its name, unique among jobs and shipments.
        """
    @property
    def pickups(self, /) -> tuple[ShipmentStop, ...]:
        """
        Where the goods are taken on board.
        """
    @property
    def priority(self, /) -> int:
        """
        As for a job.
        """
    @property
    def prize(self, /) -> Decimal | None:
        """
        Makes the shipment optional: leaving it out costs this much.
        """
    @property
    def skills(self, /) -> tuple[str, ...]:
        """
        Skills a vehicle must have.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def vehicles(self, /) -> tuple[str, ...]:
        """
        Vehicle types that may serve it; none: all.
        """

@final
class ShipmentStop:
    """
    One stop of a shipment.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, place: str | Position, amount: SupportsIndex | Iterable[SupportsIndex] = ..., service_s: SupportsIndex = ..., setup_s: SupportsIndex = ..., windows: Iterable[Window] = ..., lateness: Lateness | None = ...) -> ShipmentStop: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> tuple[int, ...]:
        """
        Amounts taken on board or brought, in each dimension.
        """
    @property
    def lateness(self, /) -> Lateness | None:
        """
        Lets service begin after a window at a price.
        """
    @property
    def place(self, /) -> str | Position:
        """
        Where.
        """
    @property
    def service_s(self, /) -> int:
        """
        Seconds of service.
        """
    @property
    def setup_s(self, /) -> int:
        """
        Seconds of set-up, spent when the stop before was at another place.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def windows(self, /) -> tuple[Window, ...]:
        """
        When service may begin; none: always.
        """

@final
class Table:
    """
    Rows: of a plan, of prices, of identifiers. `polars.DataFrame(table)`, `pyarrow.table(table)`, `pandas.DataFrame.from_arrow(table)` and duckdb
    take it through the Arrow PyCapsule interface; iterating gives each row as a dict.
    """
    def __arrow_c_schema__(self, /) -> Any:
        """
        The Arrow PyCapsule interface: the schema.
        """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The Arrow PyCapsule interface: the rows.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any:
        """
        A column's values by its name, or a row by its number.
        """
    def __iter__(self, /) -> Iterator[dict[str, Any]]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> tuple[str, ...]:
        """
        Names of the columns.
        """
    def to_dicts(self, /) -> list[dict[str, Any]]:
        """
        All rows, each as a dict.
        """

@final
class Tariff:
    """
    A tariff, validated as a whole and compiled: keep it, and quote as often as you like.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: Any, /) -> Tariff:
        """
        Compiles a tariff document: plain values, as `haulage.call("quote", ...)` takes them. `ValidationError.faults` lists
        everything that is wrong.
        """
    def __repr__(self, /) -> str: ...
    @property
    def currency(self, /) -> str:
        """
        Currency of its amounts.
        """
    @property
    def digest(self, /) -> str:
        """
        SHA-256 of the document; every quote carries it.
        """
    @property
    def id(self, /) -> str:
        """
        Name of the agreement.
        """
    def quote(self, shipment: Any, /) -> dict[str, Any]:
        """
        The quote for one shipment, with all its lines; `RefusedError` when the tariff has no price for it.
        """
    def quotes(self, frame: Any, /) -> Table:
        """
        The prices of a frame, row by row; see `haulage.quotes`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The document as plain values.
        """

@final
class Totals:
    """
    What a plan adds up to.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, vehicles: SupportsIndex, tasks: SupportsIndex, distance_m: SupportsIndex, duration_s: SupportsIndex, travel_s: SupportsIndex, service_s: SupportsIndex, waiting_s: SupportsIndex, break_s: SupportsIndex = ..., rest_s: SupportsIndex = ..., overtime_s: SupportsIndex = ..., late_s: SupportsIndex = ...) -> Totals: ...
    def __repr__(self, /) -> str: ...
    @property
    def break_s(self, /) -> int:
        """
        Seconds of breaks.
        """
    @property
    def distance_m(self, /) -> int:
        """
        Metres.
        """
    @property
    def duration_s(self, /) -> int:
        """
        Seconds between start and end of all routes.
        """
    @property
    def late_s(self, /) -> int:
        """
        Seconds by which service begins after windows.
        """
    @property
    def overtime_s(self, /) -> int:
        """
        Seconds of overtime.
        """
    @property
    def rest_s(self, /) -> int:
        """
        Seconds of daily and weekly rests.
        """
    @property
    def service_s(self, /) -> int:
        """
        Seconds of service and set-up.
        """
    @property
    def tasks(self, /) -> int:
        """
        Tasks served.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def travel_s(self, /) -> int:
        """
        Seconds on the way.
        """
    @property
    def vehicles(self, /) -> int:
        """
        Vehicles used.
        """
    @property
    def waiting_s(self, /) -> int:
        """
        Seconds of waiting.
        """

@final
class UnassignedJob:
    """
    A job or shipment that no route serves.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, job: str, binding: str | None = ..., reasons: Iterable[UnassignedReason]) -> UnassignedJob: ...
    def __repr__(self, /) -> str: ...
    @property
    def binding(self, /) -> str | None:
        """
        What is missing, in one sentence made of the reasons.
        """
    @property
    def job(self, /) -> str:
        """
        Its name.
        """
    @property
    def reasons(self, /) -> tuple[UnassignedReason, ...]:
        """
        Why, as far as it is known.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class UnassignedReason:
    """
    Why a job is not served.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, detail: str, vehicle: str | None = ..., missing: SupportsIndex | None = ..., dimension: SupportsIndex | None = ..., conflict: Iterable[str] = ...) -> UnassignedReason: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Stable code (`unassigned.capacity`).
        """
    @property
    def conflict(self, /) -> tuple[str, ...]:
        """
        What cannot hold together whatever else is planned: pointers into the problem's document.
        """
    @property
    def detail(self, /) -> str:
        """
        What stands against it, with figures.
        """
    @property
    def dimension(self, /) -> int | None:
        """
        Of a load: in which dimension.
        """
    @property
    def missing(self, /) -> int | None:
        """
        How much is missing at the least: load, seconds, metres, tasks, stops or reloads, as the code says.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """
    @property
    def vehicle(self, /) -> str | None:
        """
        Of vehicles of which type.
        """

@final
class VehicleCosts:
    """
    What using a vehicle costs, in the problem's currency, with up to three decimals.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, fixed: Decimal | int | str = ..., per_km: Decimal | int | str = ..., per_hour: Decimal | int | str = ..., per_overtime_hour: Decimal | int | str = ..., per_waiting_hour: Decimal | int | str = ...) -> VehicleCosts: ...
    def __repr__(self, /) -> str: ...
    @property
    def fixed(self, /) -> Decimal:
        """
        Using the vehicle at all.
        """
    @property
    def per_hour(self, /) -> Decimal:
        """
        An hour between departure and arrival at the end.
        """
    @property
    def per_km(self, /) -> Decimal:
        """
        A kilometre.
        """
    @property
    def per_overtime_hour(self, /) -> Decimal:
        """
        An hour of overtime, over what an hour costs anyway.
        """
    @property
    def per_waiting_hour(self, /) -> Decimal:
        """
        An hour of waiting, over what an hour costs anyway.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class VehicleType:
    """
    Vehicles of one type.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, count: SupportsIndex = ..., start: str | Position | None = ..., end: str | Position | None = ..., capacity: SupportsIndex | Iterable[SupportsIndex] = ..., shift: Shift = ..., costs: VehicleCosts = ..., profile: str | None = ..., skills: Iterable[str] = ..., max_distance_m: SupportsIndex | None = ..., max_tasks: SupportsIndex | None = ..., max_stops: SupportsIndex | None = ..., speed_percent: SupportsIndex | None = ..., initial_load: SupportsIndex | Iterable[SupportsIndex] = ..., breaks: Iterable[Break] = ..., reload: Reload | None = ..., lifo: bool = ..., driver_rules: str | None = ..., driver_state: DriverState | None = ...) -> VehicleType: ...
    def __repr__(self, /) -> str: ...
    @property
    def breaks(self, /) -> tuple[Break, ...]:
        """
        Breaks of its driver.
        """
    @property
    def capacity(self, /) -> tuple[int, ...]:
        """
        Capacity in each dimension; a dimension that is not given is unlimited.
        """
    @property
    def costs(self, /) -> VehicleCosts:
        """
        What it costs.
        """
    @property
    def count(self, /) -> int:
        """
        How many there are.
        """
    @property
    def driver_rules(self, /) -> str | None:
        """
        The law on hours that its driver keeps: the name of a rule set.
        """
    @property
    def driver_state(self, /) -> DriverState | None:
        """
        How its driver stands before the route; absent: after a regular weekly rest that lasts until the route begins.
        """
    @property
    def end(self, /) -> str | Position | None:
        """
        Place where a route ends; absent: at its last stop (an open route).
        """
    @property
    def id(self, /) -> str:
        """
        Name of the type.
        """
    @property
    def initial_load(self, /) -> tuple[int, ...]:
        """
        What is on board at the start and stays there, in each dimension.
        """
    @property
    def lifo(self, /) -> bool:
        """
        Whether goods of shipments leave in the reverse order of coming on board.
        """
    @property
    def max_distance_m(self, /) -> int | None:
        """
        Longest way in metres.
        """
    @property
    def max_stops(self, /) -> int | None:
        """
        Most stops on one route: tasks that follow one another at one place are one stop.
        """
    @property
    def max_tasks(self, /) -> int | None:
        """
        Most tasks on one route.
        """
    @property
    def profile(self, /) -> str | None:
        """
        Way of travelling; absent: the first profile.
        """
    @property
    def reload(self, /) -> Reload | None:
        """
        Several trips on one route: where and how it reloads between them; absent: it does not.
        """
    @property
    def shift(self, /) -> Shift:
        """
        When and how long the vehicle works.
        """
    @property
    def skills(self, /) -> tuple[str, ...]:
        """
        Skills it has.
        """
    @property
    def speed_percent(self, /) -> int | None:
        """
        Speed in per cent of its way of travelling.
        """
    @property
    def start(self, /) -> str | Position | None:
        """
        Place where a route begins; absent: at its first stop.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Violation:
    """
    A rule that a plan breaks.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, path: str, detail: str) -> Violation: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Which rule: stable, dotted (`check.capacity`).
        """
    @property
    def detail(self, /) -> str:
        """
        What is wrong, with figures.
        """
    @property
    def path(self, /) -> str:
        """
        Where: a JSON pointer into the plan.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

@final
class Window:
    """
    A window in which service may begin; both ends belong to it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, earliest: int | datetime | str, latest: int | datetime | str) -> Window: ...
    def __repr__(self, /) -> str: ...
    @property
    def earliest(self, /) -> int | datetime:
        """
        Earliest start of service.
        """
    @property
    def latest(self, /) -> int | datetime:
        """
        Latest start of service.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain values: what `haulage.call` sends.
        """

def audit_hours(frame: Any, jurisdiction: str, date: date | str | None, duty: str | None, /) -> Table:
    """
    Audits the records of many drivers; see `haulage.hours.audit`.
    """

def call(operation: str, request: Any, /) -> dict[str, Any]:
    """
    Calls an operation by name with a request of plain values (records, `Problem`, `Plan`, Decimals and aware datetimes
    included) and gives its reply as plain values. `call("version", {})` lists the operations.
    """

def call_json(operation: str, request: str, /) -> str:
    """
    Calls an operation by name: JSON text in, JSON text out, byte for byte what every other language gets.
    """

def check(problem: Problem, plan: Plan, /) -> CheckReport:
    """
    Checks a plan against a problem: recomputes everything from the problem alone, and shares no code with the search.
    """

def dump_events(state: str | PathLike[str], mapping: Any, after: str | None, decimals: SupportsIndex, batch_rows: SupportsIndex, /) -> Batches:
    """
    The events of a state behind a cursor; see `haulage.sync.changes`.
    """

def dump_rows(dump: Any, mapping: Any, decimals: SupportsIndex, batch_rows: SupportsIndex, /) -> Batches:
    """
    The typed rows of a dump; see `haulage.sync.rows`.
    """

def identifier_kinds() -> tuple[str, ...]:
    """
    Names of all kinds of identifier.
    """

def parse_identifiers(column: Any, kind: str | None = None, /) -> Table:
    """
    Reads a column of texts as identifiers; see `haulage.identifiers.parse`.
    """
