//! A problem put together in code. Collects; [`ProblemBuilder::build`] validates the whole at once.

use haulage_core::{fault::Faults, goods::GoodsDocument, money::Currency, position::Position};

use super::{
    Alternative, Balance, Clock, Compactness, DepotDocument, Group, GroupRule, Job, Keep, Objective, PlaceDocument, Problem,
    ProblemDocument, ProfileDocument, Relation, RelationRule, Running, Shipment, VehicleType,
};

/// Collects the parts of a [`Problem`].
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct ProblemBuilder {
    document: ProblemDocument,
}

impl ProblemBuilder {
    /// Ties the problem's seconds to instants.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.document.clock = Some(clock);
        self
    }

    /// Names the currency of all costs.
    pub fn currency(mut self, currency: Currency) -> Self {
        self.document.currency = Some(currency);
        self
    }

    /// Says what makes one plan better than another.
    pub fn objective(mut self, objective: Objective) -> Self {
        self.document.objective = objective;
        self
    }

    /// Adds a place that vehicles and jobs can name.
    pub fn place(mut self, id: impl Into<String>, position: Position) -> Self {
        self.document.places.push(PlaceDocument::new(id, position));
        self
    }

    /// Adds a way of travelling. Vehicles that name none use the first.
    pub fn profile(mut self, profile: ProfileDocument) -> Self {
        self.document.profiles.push(profile);
        self
    }

    /// Gives a place opening hours or a stock.
    pub fn depot(mut self, depot: DepotDocument) -> Self {
        self.document.depots.push(depot);
        self
    }

    /// Adds vehicles of one type.
    pub fn vehicle(mut self, vehicle: VehicleType) -> Self {
        self.document.vehicles.push(vehicle);
        self
    }

    /// Adds a job.
    pub fn job(mut self, job: Job) -> Self {
        self.document.jobs.push(job);
        self
    }

    /// Adds jobs.
    pub fn jobs(mut self, jobs: impl IntoIterator<Item = Job>) -> Self {
        self.document.jobs.extend(jobs);
        self
    }

    /// Adds a shipment.
    pub fn shipment(mut self, shipment: Shipment) -> Self {
        self.document.shipments.push(shipment);
        self
    }

    /// Adds a line of goods that jobs and shipments can name.
    pub fn goods(mut self, goods: GoodsDocument) -> Self {
        self.document.goods.push(goods);
        self
    }

    /// Adds another way to serve a job.
    pub fn alternative(mut self, alternative: Alternative) -> Self {
        self.document.alternatives.push(alternative);
        self
    }

    /// Adds jobs of which one is served, or all or none.
    pub fn group<S: Into<String>>(mut self, rule: GroupRule, jobs: impl IntoIterator<Item = S>) -> Self {
        let jobs = jobs.into_iter().map(Into::into).collect();
        self.document.groups.push(Group { rule, jobs, prize: None });
        self
    }

    /// Binds jobs to one another on a route.
    pub fn relation<S: Into<String>>(mut self, rule: RelationRule, jobs: impl IntoIterator<Item = S>) -> Self {
        self.document.relations.push(Relation::new(rule, jobs));
        self
    }

    /// Lets the service of jobs begin within so many seconds.
    pub fn synchronised<S: Into<String>>(mut self, max_gap_s: u64, jobs: impl IntoIterator<Item = S>) -> Self {
        let relation = Relation::new(RelationRule::Synchronised, jobs);
        self.document.relations.push(Relation { max_gap_s: Some(max_gap_s), ..relation });
        self
    }

    /// Makes vehicles share the work, at a price.
    pub fn balance(mut self, balance: Balance) -> Self {
        self.document.balance = Some(balance);
        self
    }

    /// Keeps the stops of a route together, at a price.
    pub fn compactness(mut self, compactness: Compactness) -> Self {
        self.document.compactness = Some(compactness);
        self
    }

    /// Adds a vehicle whose day has begun, or is settled in part.
    pub fn running(mut self, vehicle: Running) -> Self {
        self.document.running.push(vehicle);
        self
    }

    /// Says what was planned before, and what it costs to change it.
    pub fn keep(mut self, keep: Keep) -> Self {
        self.document.keep = Some(keep);
        self
    }

    /// The document as it stands.
    #[must_use]
    pub fn document(&self) -> &ProblemDocument {
        &self.document
    }

    /// Validates the whole.
    ///
    /// # Errors
    /// Every fault, each with its JSON path into the document.
    pub fn build(self) -> Result<Problem, Faults> {
        Problem::new(self.document)
    }
}
