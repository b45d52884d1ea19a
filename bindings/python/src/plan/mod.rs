//! The plan as a Python class: the answer together with the problem that it answers.

mod tables;

use std::sync::Arc;

use haulage_api::run::RunReport;
use haulage_core::money::{Amount, Currency};
use haulage_routing::plan::{self, CostLines as CostLinesDocument, Totals as TotalsDocument};
use pyo3::prelude::*;

use crate::{
    crossing::Carried,
    errors,
    hints::Dict,
    problem::Problem,
    record::{self, record},
    table::Table,
};

record! {
    /// Cost of a plan, line by line.
    CostLines = CostLinesDocument {
        /// Everything below.
        total: Amount,
        /// Using vehicles at all.
        fixed: Amount,
        /// Metres.
        distance: Amount,
        /// Seconds between start and end.
        duration: Amount,
        /// Prizes of optional jobs left out.
        prizes: Amount,
        /// Jobs that another vehicle serves than was planned before.
        changes: Amount = Amount::default(),
        /// Overtime.
        overtime: Amount = Amount::default(),
        /// Waiting.
        waiting: Amount = Amount::default(),
        /// Service that begins after its window.
        lateness: Amount = Amount::default(),
        /// Breaks that were due and are left out.
        breaks: Amount = Amount::default(),
        /// Tasks of a route that lie far apart.
        compactness: Amount = Amount::default(),
        /// The heaviest workload.
        balance: Amount = Amount::default(),
    }
}

record! {
    /// What a plan adds up to.
    Totals = TotalsDocument {
        /// Vehicles used.
        vehicles: u64,
        /// Tasks served.
        tasks: u64,
        /// Metres.
        distance_m: u64,
        /// Seconds between start and end of all routes.
        duration_s: u64,
        /// Seconds on the way.
        travel_s: u64,
        /// Seconds of service and set-up.
        service_s: u64,
        /// Seconds of waiting.
        waiting_s: u64,
        /// Seconds of breaks.
        break_s: u64 = 0,
        /// Seconds of daily and weekly rests.
        rest_s: u64 = 0,
        /// Seconds of overtime.
        overtime_s: u64 = 0,
        /// Seconds by which service begins after windows.
        late_s: u64 = 0,
    }
}

record! {
    /// Why a job is not served.
    UnassignedReason = plan::UnassignedReason {
        /// Stable code (`unassigned.capacity`).
        code: String,
        /// What stands against it, with figures.
        detail: String,
        /// Of vehicles of which type.
        vehicle: Option<String> = None,
        /// How much is missing at the least: load, seconds, metres, tasks, stops or reloads, as the code says.
        missing: Option<u64> = None,
        /// Of a load: in which dimension.
        dimension: Option<u32> = None,
        /// What cannot hold together whatever else is planned: pointers into the problem's document.
        conflict: Vec<String> = Vec::new(),
    }
}

record! {
    /// A job or shipment that no route serves.
    UnassignedJob = plan::UnassignedJob {
        /// Its name.
        job: String,
        /// What is missing, in one sentence made of the reasons.
        binding: Option<String> = None,
        /// Why, as far as it is known.
        reasons: Vec<plan::UnassignedReason>,
    }
}

/// A plan and the problem that it answers.
#[pyclass(frozen, module = "haulage")]
pub(crate) struct Plan {
    problem: Py<Problem>,
    document: Arc<plan::Plan>,
    run: Option<RunReport>,
}

impl Plan {
    pub(crate) const fn new(problem: Py<Problem>, document: Arc<plan::Plan>, run: Option<RunReport>) -> Self {
        Self { problem, document, run }
    }

    pub(crate) fn document(&self) -> &plan::Plan {
        &self.document
    }
}

#[pymethods]
impl Plan {
    /// A plan of any origin from its document as JSON text: to be checked, drawn or compared.
    #[staticmethod]
    #[pyo3(signature = (problem, text, /, run = Carried(None)))]
    fn from_json(problem: Py<Problem>, text: &str, run: Carried<Option<RunReport>>) -> PyResult<Self> {
        let plan = serde_json::from_str(text);
        let plan =
            plan.map_err(|error| errors::malformed("plan.malformed", &error.to_string(), "give the document of a plan"))?;
        Ok(Self::new(problem, Arc::new(plan), run.0))
    }

    /// A plan of any origin from its document as plain values.
    #[staticmethod]
    #[pyo3(signature = (problem, document, /))]
    fn from_dict(problem: Py<Problem>, document: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::from_json(problem, &record::plain_to_json(document)?, Carried(None))
    }

    /// Its document as JSON text, byte for byte what every other language gets.
    fn to_json(&self) -> PyResult<String> {
        record::to_json(&*self.document)
    }

    /// Its document as plain values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Dict<'py>> {
        record::plain(py, &*self.document)
    }

    /// The problem that it answers.
    #[getter]
    fn problem(&self, py: Python<'_>) -> Py<Problem> {
        self.problem.clone_ref(py)
    }

    /// How it was found, for a plan of `haulage.solve`.
    #[getter]
    fn run(&self) -> Carried<Option<RunReport>> {
        Carried(self.run.clone())
    }

    /// Currency of all costs, where the problem names one.
    #[getter]
    fn currency(&self) -> Carried<Option<Currency>> {
        Carried(self.document.currency)
    }

    /// What it costs, line by line.
    #[getter]
    fn costs(&self) -> Carried<CostLinesDocument> {
        Carried(self.document.costs)
    }

    /// What it adds up to.
    #[getter]
    fn totals(&self) -> Carried<TotalsDocument> {
        Carried(self.document.totals.clone())
    }

    /// One row a route.
    #[getter]
    fn routes(&self) -> PyResult<Table> {
        tables::routes(&self.document, self.problem.get().valid().clock())
    }

    /// One row a stop, start and end included.
    #[getter]
    fn stops(&self) -> PyResult<Table> {
        tables::stops(&self.document, self.problem.get().valid().clock())
    }

    /// Jobs and shipments that no route serves, and why.
    #[getter]
    fn unassigned(&self) -> Carried<Vec<plan::UnassignedJob>> {
        Carried(self.document.unassigned.clone())
    }

    /// One self-contained HTML page for a dispatcher: map, timeline, list of stops, key figures.
    fn to_html(&self, py: Python<'_>) -> String {
        let (problem, plan) = (self.problem.get().valid(), &self.document);
        py.detach(|| haulage_render::html(problem, plan))
    }

    /// Routes and stops as GeoJSON (RFC 7946).
    fn to_geojson(&self, py: Python<'_>) -> String {
        let (problem, plan) = (self.problem.get().valid(), &self.document);
        py.detach(|| haulage_render::geojson(problem, plan))
    }

    /// The list of stops as CSV.
    fn to_csv(&self, py: Python<'_>) -> String {
        let (problem, plan) = (self.problem.get().valid(), &self.document);
        py.detach(|| haulage_render::stops_csv(problem, plan))
    }

    /// The page of `to_html` in a frame of its own, for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let page = py.import("html")?.getattr("escape")?.call1((self.to_html(py),))?;
        Ok(format!("<iframe srcdoc=\"{page}\" style=\"width:100%;height:640px;border:0\"></iframe>"))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<Self>().map(Bound::get);
        other.is_ok_and(|other| self.document == other.document && *self.problem.get() == *other.problem.get())
    }

    fn __repr__(&self) -> String {
        let totals = &self.document.totals;
        let currency = self.document.currency.map_or_else(String::new, |currency| format!(" {currency}"));
        format!(
            "<haulage.Plan: {} routes, {} stops served, {} unassigned, {:.1} km, cost {}{currency}>",
            self.document.routes.len(),
            totals.tasks,
            self.document.unassigned.len(),
            totals.distance_m as f64 / 1_000.0,
            self.document.costs.total,
        )
    }

    #[expect(clippy::type_complexity, reason = "the shape that pickle asks for")]
    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Py<Problem>, String, Carried<Option<RunReport>>))> {
        let plan = slf.get();
        let arguments = (plan.problem.clone_ref(slf.py()), plan.to_json()?, plan.run());
        Ok((slf.get_type().getattr("from_json")?, arguments))
    }
}
