//! A solution: who serves what in which order. Times, loads and costs follow from it.

use crate::problem::{JobIndex, TaskIndex};

/// The order of tasks of one vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    /// Index of the vehicle type.
    pub vehicle: usize,
    /// Tasks in order; never empty in a solution.
    pub tasks: Vec<TaskIndex>,
}

/// Who serves what in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Solution {
    /// Tours that serve something.
    pub tours: Vec<Tour>,
    /// Jobs and shipments that no tour serves, ascending.
    pub unassigned: Vec<JobIndex>,
}
