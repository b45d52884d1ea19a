//! The parts of a problem, field by field as in the routing crate's documents.

use chrono_tz::Tz;
use haulage_core::{money::Amount, time::Instant};
use haulage_routing::{
    problem::{self, Moment, PlaceReference, PlanarPoint},
    travel::{Grid, Rounding, TravelDocument},
};
use pyo3::{PyTypeInfo, inspect::PyStaticExpr, type_hint_union};
use pyo3::{exceptions::PyValueError, prelude::*};
use serde::Serialize;

use crate::{
    crossing::{Crossing, wrong_type},
    hints::Dict,
    record::{plain, record},
};

/// A position in degrees of WGS 84.
#[pyclass(frozen, eq, module = "haulage")]
#[derive(Clone, PartialEq)]
pub(crate) struct Position(pub(crate) haulage_core::position::Position);

#[pymethods]
impl Position {
    #[new]
    #[pyo3(signature = (*, lat, lon))]
    fn new(lat: f64, lon: f64) -> PyResult<Self> {
        let position = haulage_core::position::Position::new(lat, lon);
        position.map(Self).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// Latitude in degrees, north positive.
    #[getter]
    fn lat(&self) -> f64 {
        self.0.lat()
    }

    /// Longitude in degrees, east positive.
    #[getter]
    fn lon(&self) -> f64 {
        self.0.lon()
    }

    /// Great-circle distance in metres.
    fn great_circle_m(&self, other: PyRef<'_, Self>) -> f64 {
        self.0.great_circle_m(&other.0)
    }

    /// The record as plain values: what `haulage.call` sends.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Dict<'py>> {
        plain(py, &self.0)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::record::represent(slf.as_any(), &slf.get().to_dict(slf.py())?.0)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        (slf.get().lat(), slf.get().lon()).into_pyobject(slf.py())?.hash()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Dict<'py>)> {
        Ok(((), self.to_dict(py)?))
    }
}

impl Crossing for haulage_core::position::Position {
    const TAKES: PyStaticExpr = Position::TYPE_HINT;
    const GIVES: PyStaticExpr = Position::TYPE_HINT;

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        object.cast::<Position>().map(|position| position.get().0).map_err(|_| wrong_type(object, "Position"))
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Position(*self))?.into_any())
    }
}

record! {
    /// A point on a plane, in the units of a benchmark file.
    Point = PlanarPoint {
        /// First coordinate.
        x: f64,
        /// Second coordinate.
        y: f64,
    }
}

record! {
    /// A named place. With a travel matrix, the order of places is the order of its rows.
    Place = problem::PlaceDocument {
        /// Its name in this problem.
        id: String,
        /// Where it is on the earth; needed by great-circle travel.
        position: Option<haulage_core::position::Position> = None,
        /// Where it is on a plane; needed by Euclidean travel.
        point: Option<PlanarPoint> = None,
    }
}

record! {
    /// Ties the seconds of a problem to instants.
    Clock = problem::Clock {
        /// The instant of second zero. No moment of the problem may be earlier.
        start: Instant,
        /// Time zone in which the plan is written; without it, the offset of `start`.
        zone: Option<Tz> = None,
    }
}

record! {
    /// A window in which service may begin; both ends belong to it.
    Window = problem::Window {
        /// Earliest start of service.
        earliest: Moment,
        /// Latest start of service.
        latest: Moment,
    }
}

record! {
    /// When and how long a vehicle works.
    Shift = problem::Shift {
        /// Earliest departure from the start.
        earliest: Option<Moment> = None,
        /// Latest arrival at the end.
        latest: Option<Moment> = None,
        /// Longest time from departure to arrival, in seconds.
        max_duration_s: Option<u64> = None,
        /// When overtime begins, by the clock.
        regular_latest: Option<Moment> = None,
        /// When overtime begins, in seconds since departure.
        regular_duration_s: Option<u64> = None,
    }
}

record! {
    /// Service may begin after a window's latest moment, at a price.
    Lateness = problem::Lateness {
        /// What an hour costs.
        per_hour: Amount,
        /// Most seconds after the window's latest moment; absent: as long as any shift lasts.
        max_s: Option<u64> = None,
    }
}

record! {
    /// A break of the driver: at a stop before leaving it, or on arrival before service begins.
    Break = problem::Break {
        /// When it may begin, ascending; at least one.
        windows: Vec<problem::Window>,
        /// How long it lasts, in seconds.
        duration_s: u64,
        /// Makes it optional: leaving it out when it is due costs this much.
        penalty: Option<Amount> = None,
    }
}

record! {
    /// Several trips on one route: at a depot between two stops, what jobs gave is unloaded and what the next need is loaded.
    Reload = problem::Reload {
        /// Names of the places where it may be done; at least one.
        places: Vec<String>,
        /// How long it takes, in seconds.
        loading_s: u64 = 0,
        /// Most of them on one route; absent: any number.
        max: Option<u32> = None,
    }
}

record! {
    /// What a place has as a depot: opening hours, and a stock for the deliveries of jobs.
    Depot = problem::DepotDocument {
        /// Name of the place.
        place: String,
        /// When it is open, ascending; none: always.
        opening: Vec<problem::Window> = Vec::new(),
        /// Most that all routes together load here, in each dimension; a dimension that is not given is unlimited.
        stock: Vec<u64> = Vec::new(),
    }
}

record! {
    /// What using a vehicle costs, in the problem's currency, with up to three decimals.
    VehicleCosts = problem::VehicleCosts {
        /// Using the vehicle at all.
        fixed: Amount = Amount::default(),
        /// A kilometre.
        per_km: Amount = problem::VehicleCosts::default().per_km,
        /// An hour between departure and arrival at the end.
        per_hour: Amount = Amount::default(),
        /// An hour of overtime, over what an hour costs anyway.
        per_overtime_hour: Amount = Amount::default(),
        /// An hour of waiting, over what an hour costs anyway.
        per_waiting_hour: Amount = Amount::default(),
    }
}

record! {
    /// Vehicles of one type.
    VehicleType = problem::VehicleType {
        /// Name of the type.
        id: String,
        /// How many there are.
        count: u32 = 1,
        /// Place where a route begins; absent: at its first stop.
        start: Option<PlaceReference> = None,
        /// Place where a route ends; absent: at its last stop (an open route).
        end: Option<PlaceReference> = None,
        /// Capacity in each dimension; a dimension that is not given is unlimited.
        capacity: Vec<u64> = Vec::new(),
        /// When and how long the vehicle works.
        shift: problem::Shift = problem::Shift::default(),
        /// What it costs.
        costs: problem::VehicleCosts = problem::VehicleCosts::default(),
        /// Way of travelling; absent: the first profile.
        profile: Option<String> = None,
        /// Skills it has.
        skills: Vec<String> = Vec::new(),
        /// Longest way in metres.
        max_distance_m: Option<u64> = None,
        /// Most tasks on one route.
        max_tasks: Option<u32> = None,
        /// Most stops on one route: tasks that follow one another at one place are one stop.
        max_stops: Option<u32> = None,
        /// Speed in per cent of its way of travelling.
        speed_percent: Option<u32> = None,
        /// What is on board at the start and stays there, in each dimension.
        initial_load: Vec<u64> = Vec::new(),
        /// Breaks of its driver.
        breaks: Vec<problem::Break> = Vec::new(),
        /// Several trips on one route: where and how it reloads between them; absent: it does not.
        reload: Option<problem::Reload> = None,
        /// Whether goods of shipments leave in the reverse order of coming on board.
        lifo: bool = false,
        /// The law on hours that its driver keeps: the name of a rule set.
        driver_rules: Option<String> = None,
        /// How its driver stands before the route; absent: after a regular weekly rest that lasts until the route begins.
        driver_state: Option<problem::DriverState> = None,
    }
}

record! {
    /// How a driver stands when the shift of the vehicle begins.
    DriverState = problem::DriverState {
        /// When the driver's shift under way began; absent: the driver is resting until the route begins.
        shift_began: Option<problem::Moment> = None,
        /// When the last weekly rest ended; absent: it ends as the route begins.
        weekly_rest_ended: Option<problem::Moment> = None,
        /// Whether that one was reduced.
        weekly_rest_was_reduced: bool = false,
        /// Driving since the last break, in minutes.
        driven_since_break_min: u32 = 0,
        /// Whether the first part of a split break has been taken since.
        break_part_taken: bool = false,
        /// Driving in the shift under way, in minutes.
        driven_in_shift_min: u32 = 0,
        /// Whether the first part of a split daily rest has been taken in it.
        rest_part_taken: bool = false,
        /// Extended days of this week of the calendar (from Monday, UTC) that are over.
        extended_days: u32 = 0,
        /// Reduced daily rests since the last weekly rest.
        reduced_rests: u32 = 0,
        /// Driving in this week of the calendar, in minutes.
        driven_this_week_min: u32 = 0,
        /// Driving in the week before, in minutes.
        driven_last_week_min: u32 = 0,
    }
}

record! {
    /// A job: one stop.
    Job = problem::Job {
        /// Its name, unique among jobs and shipments.
        id: String,
        /// Where.
        place: PlaceReference,
        /// Amounts brought from the route's start, in each dimension.
        delivery: Vec<u64> = Vec::new(),
        /// Amounts taken to the route's end, in each dimension.
        pickup: Vec<u64> = Vec::new(),
        /// Seconds of service.
        service_s: u64 = 0,
        /// Seconds of set-up, spent when the stop before was at another place.
        setup_s: u64 = 0,
        /// When service may begin; none: always.
        windows: Vec<problem::Window> = Vec::new(),
        /// Lets service begin after a window at a price.
        lateness: Option<problem::Lateness> = None,
        /// When its goods can be had at the depot.
        release: Option<Moment> = None,
        /// Skills a vehicle must have.
        skills: Vec<String> = Vec::new(),
        /// Makes the job optional: leaving it out costs this much.
        prize: Option<Amount> = None,
        /// Among jobs that must be served: when not all can be, one of priority p counts as much as p + 1 plain ones.
        priority: u32 = 0,
        /// Vehicle types that may serve it; none: all.
        vehicles: Vec<String> = Vec::new(),
        /// Vehicle types that may not serve it.
        forbidden_vehicles: Vec<String> = Vec::new(),
        /// Lines of the problem's goods that travel with it.
        goods: Vec<String> = Vec::new(),
    }
}

record! {
    /// One stop of a shipment.
    ShipmentStop = problem::ShipmentStop {
        /// Where.
        place: PlaceReference,
        /// Amounts taken on board or brought, in each dimension.
        amount: Vec<u64> = Vec::new(),
        /// Seconds of service.
        service_s: u64 = 0,
        /// Seconds of set-up, spent when the stop before was at another place.
        setup_s: u64 = 0,
        /// When service may begin; none: always.
        windows: Vec<problem::Window> = Vec::new(),
        /// Lets service begin after a window at a price.
        lateness: Option<problem::Lateness> = None,
    }
}

record! {
    /// Goods picked up at one or more places and delivered at one or more, on one route, every pickup before every delivery.
    Shipment = problem::Shipment {
        /// Its name, unique among jobs and shipments.
        id: String,
        /// Where the goods are taken on board.
        pickups: Vec<problem::ShipmentStop>,
        /// Where they leave; the amounts of all equal those of all pickups.
        deliveries: Vec<problem::ShipmentStop>,
        /// Skills a vehicle must have.
        skills: Vec<String> = Vec::new(),
        /// Makes the shipment optional: leaving it out costs this much.
        prize: Option<Amount> = None,
        /// As for a job.
        priority: u32 = 0,
        /// Vehicle types that may serve it; none: all.
        vehicles: Vec<String> = Vec::new(),
        /// Vehicle types that may not serve it.
        forbidden_vehicles: Vec<String> = Vec::new(),
        /// Lines of the problem's goods that travel with it.
        goods: Vec<String> = Vec::new(),
    }
}

/// The fields of [`TravelDocument::GreatCircle`].
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct GreatCircleTravel {
    detour: f64,
    speed_kmh: f64,
}

record! {
    /// Great-circle distance × a detour factor, at one speed.
    GreatCircle = GreatCircleTravel {
        /// Way on the road over way as the crow flies; 1.2 to 1.5 is usual.
        detour: f64,
        /// Average speed in km/h.
        speed_kmh: f64,
    }
}

/// The fields of [`TravelDocument::Matrix`].
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct MatrixTravel {
    distances_m: Grid,
    durations_s: Option<Grid>,
}

record! {
    /// Explicit matrices: row = from, column = to, in the order of `places`. From a numpy array or any other buffer of
    /// integers, a square frame, or rows of ints.
    Matrix = MatrixTravel {
        /// Metres.
        distances_m: Grid,
        /// Seconds; absent: as many as metres.
        durations_s: Option<Grid> = None,
    }
}

/// The fields of [`TravelDocument::Euclidean`].
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct EuclideanTravel {
    scale: f64,
    rounding: Rounding,
}

record! {
    /// Euclidean distance between the points of places (benchmark formats); durations are the same.
    Euclidean = EuclideanTravel {
        /// Units per unit of the file: 10 keeps one decimal.
        scale: f64,
        /// How the scaled distance becomes an integer: `down`, `nearest` or `up`.
        rounding: Rounding,
    }
}

impl Crossing for TravelDocument {
    const TAKES: PyStaticExpr = type_hint_union!(GreatCircle::TYPE_HINT, Matrix::TYPE_HINT, Euclidean::TYPE_HINT);
    const GIVES: PyStaticExpr = Self::TAKES;

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(travel) = GreatCircleTravel::take(object) {
            Ok(Self::GreatCircle { detour: travel.detour, speed_kmh: travel.speed_kmh })
        } else if let Ok(travel) = MatrixTravel::take(object) {
            Ok(Self::Matrix { distances_m: travel.distances_m, durations_s: travel.durations_s })
        } else if let Ok(travel) = EuclideanTravel::take(object) {
            Ok(Self::Euclidean { scale: travel.scale, rounding: travel.rounding })
        } else {
            Err(wrong_type(object, "GreatCircle, Matrix or Euclidean"))
        }
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.clone() {
            Self::GreatCircle { detour, speed_kmh } => GreatCircleTravel { detour, speed_kmh }.give(py),
            Self::Matrix { distances_m, durations_s } => MatrixTravel { distances_m, durations_s }.give(py),
            Self::Euclidean { scale, rounding } => EuclideanTravel { scale, rounding }.give(py),
        }
    }
}

record! {
    /// A named way of travelling.
    Profile = problem::ProfileDocument {
        /// Its name in this problem.
        id: String,
        /// Distances and durations.
        travel: TravelDocument,
        /// Speed in each hour of the day, in per cent of the usual, from midnight on; none: always the usual.
        hourly_speed_percent: Vec<u32> = Vec::new(),
    }
}
