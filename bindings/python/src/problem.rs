//! The problem as a Python class: a document, and the valid problem made of it.

use std::sync::Arc;

use haulage_core::{
    fault::{Fault, Faults},
    money::Currency,
};
use haulage_routing::{
    format,
    problem::{
        Clock, DepotDocument, Job, Objective, PlaceDocument, Problem as ValidProblem, ProblemDocument, ProfileDocument, Shipment,
        VehicleType,
    },
};
use pyo3::{inspect::PyStaticExpr, prelude::*};

use crate::{
    crossing::{Carried, Crossing},
    errors, frames,
    hints::Dict,
    record,
};

/// A routing problem: valid as a whole, or it does not exist.
#[pyclass(frozen, eq, module = "haulage")]
pub(crate) struct Problem {
    document: Arc<ProblemDocument>,
    valid: Arc<ValidProblem>,
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl Problem {
    pub(crate) fn make(document: ProblemDocument) -> PyResult<Self> {
        let valid = ValidProblem::new(document.clone()).map_err(|faults| errors::invalid(&faults))?;
        Ok(Self { document: Arc::new(document), valid: Arc::new(valid) })
    }

    pub(crate) fn valid(&self) -> &Arc<ValidProblem> {
        &self.valid
    }
}

/// The fields of a document that have no argument of their own.
#[derive(Default)]
struct Further(ProblemDocument);

impl Crossing for Further {
    const TAKES: PyStaticExpr = Dict::OUTPUT_TYPE;
    const GIVES: PyStaticExpr = Self::TAKES;

    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        haulage_api::read(record::plain_to_json(object)?.as_bytes()).map(Self).map_err(errors::from_api)
    }

    fn give<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(record::plain(py, &self.0)?.0.into_any())
    }
}

#[pymethods]
impl Problem {
    /// Validates the whole; `ValidationError.faults` lists everything that is wrong. `more` holds fields of the document
    /// that have no argument of their own, as plain values by name: `goods`, `running`, `keep`, …
    #[new]
    #[allow(clippy::too_many_arguments, reason = "as many as the document has fields, by name")]
    #[pyo3(signature = (
        *,
        vehicles,
        profiles,
        jobs = Carried(Vec::new()),
        shipments = Carried(Vec::new()),
        places = Carried(Vec::new()),
        depots = Carried(Vec::new()),
        clock = Carried(None),
        currency = Carried(None),
        objective = Carried(Objective::Cost),
        more = Carried(None),
    ))]
    fn new(
        vehicles: Carried<Vec<VehicleType>>,
        profiles: Carried<Vec<ProfileDocument>>,
        jobs: Carried<Vec<Job>>,
        shipments: Carried<Vec<Shipment>>,
        places: Carried<Vec<PlaceDocument>>,
        depots: Carried<Vec<DepotDocument>>,
        clock: Carried<Option<Clock>>,
        currency: Carried<Option<Currency>>,
        objective: Carried<Objective>,
        more: Carried<Option<Further>>,
    ) -> PyResult<Self> {
        Self::make(ProblemDocument {
            clock: clock.0,
            currency: currency.0,
            objective: objective.0,
            places: places.0,
            profiles: profiles.0,
            depots: depots.0,
            vehicles: vehicles.0,
            jobs: jobs.0,
            shipments: shipments.0,
            ..more.0.unwrap_or_default().0
        })
    }

    /// A problem from frames: anything with the Arrow PyCapsule interface (pandas, polars, pyarrow, duckdb), or an
    /// iterable of dicts or records. See the package's README for the columns.
    #[staticmethod]
    #[allow(clippy::too_many_arguments, reason = "as many as the document has fields, by name")]
    #[pyo3(signature = (
        *,
        vehicles,
        profiles,
        jobs = None,
        shipments = None,
        places = None,
        depots = Carried(Vec::new()),
        clock = Carried(None),
        currency = Carried(None),
        objective = Carried(Objective::Cost),
        more = Carried(None),
    ))]
    fn from_frames(
        vehicles: &Bound<'_, PyAny>,
        profiles: Carried<Vec<ProfileDocument>>,
        jobs: Option<&Bound<'_, PyAny>>,
        shipments: Option<&Bound<'_, PyAny>>,
        places: Option<&Bound<'_, PyAny>>,
        depots: Carried<Vec<DepotDocument>>,
        clock: Carried<Option<Clock>>,
        currency: Carried<Option<Currency>>,
        objective: Carried<Objective>,
        more: Carried<Option<Further>>,
    ) -> PyResult<Self> {
        let mut faults = Faults::new();
        let document = ProblemDocument {
            clock: clock.0,
            currency: currency.0,
            objective: objective.0,
            places: places.map_or(Ok(Vec::new()), |frame| frames::places(frame, &mut faults))?,
            profiles: profiles.0,
            depots: depots.0,
            vehicles: frames::vehicles(vehicles, &mut faults)?,
            jobs: jobs.map_or(Ok(Vec::new()), |frame| frames::jobs(frame, &mut faults))?,
            shipments: shipments.map_or(Ok(Vec::new()), |frame| frames::shipments(frame, &mut faults))?,
            ..more.0.unwrap_or_default().0
        };
        faults.into_result(document).map_err(|faults| errors::invalid(&faults)).and_then(Self::make)
    }

    /// A problem from its document as JSON text.
    #[staticmethod]
    #[pyo3(signature = (text, /))]
    fn from_json(text: &str) -> PyResult<Self> {
        match serde_json::from_str(text) {
            Ok(document) => Self::make(document),
            // The operation finds every fault of a document that is none; ours has no `/problem` above it.
            Err(_) => match haulage_api::call("problem.validate", format!("{{\"problem\":{text}}}").as_bytes()) {
                Ok(_) => Err(errors::failed("the document was refused for no reason")),
                Err(error) => Err(errors::from_api(haulage_api::ApiError { faults: without_prefix(error.faults), ..error })),
            },
        }
    }

    /// A problem from the text of a benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau), with its usual convention for
    /// distances.
    #[staticmethod]
    #[pyo3(signature = (text, /))]
    fn from_benchmark(text: &str) -> PyResult<Self> {
        let document = format::read(text);
        Self::make(document.map_err(|error| {
            errors::malformed(error.code(), &format!("line {}: {}", error.line, error.cause), error.cause.remedy())
        })?)
    }

    /// A problem from its document as plain values.
    #[staticmethod]
    #[pyo3(signature = (document, /))]
    fn from_dict(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::from_json(&record::plain_to_json(document)?)
    }

    /// Its document as JSON text.
    fn to_json(&self) -> PyResult<String> {
        record::to_json(&*self.document)
    }

    /// Its document as plain values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Dict<'py>> {
        record::plain(py, &*self.document)
    }

    /// Vehicles by type.
    #[getter]
    fn vehicles(&self) -> Carried<Vec<VehicleType>> {
        Carried(self.document.vehicles.clone())
    }

    /// Ways of travelling.
    #[getter]
    fn profiles(&self) -> Carried<Vec<ProfileDocument>> {
        Carried(self.document.profiles.clone())
    }

    /// Jobs: one stop each.
    #[getter]
    fn jobs(&self) -> Carried<Vec<Job>> {
        Carried(self.document.jobs.clone())
    }

    /// Shipments: pickups and deliveries on one route.
    #[getter]
    fn shipments(&self) -> Carried<Vec<Shipment>> {
        Carried(self.document.shipments.clone())
    }

    /// Named places.
    #[getter]
    fn places(&self) -> Carried<Vec<PlaceDocument>> {
        Carried(self.document.places.clone())
    }

    /// What ties seconds to instants.
    #[getter]
    fn clock(&self) -> Carried<Option<Clock>> {
        Carried(self.document.clock)
    }

    /// Currency of all costs (ISO 4217).
    #[getter]
    fn currency(&self) -> Carried<Option<Currency>> {
        Carried(self.document.currency)
    }

    /// What comes first: `cost`, or `vehicles_first` for fewer vehicles and then the cost.
    #[getter]
    fn objective(&self) -> Carried<Objective> {
        Carried(self.document.objective)
    }

    fn __repr__(&self) -> String {
        let vehicles: u64 = self.document.vehicles.iter().map(|vehicle| u64::from(vehicle.count)).sum();
        format!(
            "<haulage.Problem: {} jobs, {} shipments, {vehicles} vehicles of {} types, {} places>",
            self.document.jobs.len(),
            self.document.shipments.len(),
            self.document.vehicles.len(),
            self.valid.places().len(),
        )
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json()?,)))
    }
}

fn without_prefix(faults: Faults) -> Faults {
    let mut moved = Faults::new();
    for fault in faults {
        let path = fault.path.strip_prefix("/problem").unwrap_or(&fault.path).to_owned();
        moved.absorb(&haulage_core::fault::Path::ROOT, Faults::from(Fault { path, ..fault }));
    }
    moved
}
