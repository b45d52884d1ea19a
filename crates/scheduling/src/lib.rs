//! The law on driver hours: dated rule sets, and the audit of a driver's record.
//!
//! | room | holds |
//! |---|---|
//! | [`activity`] | what a driver did, in whole minutes of UTC |
//! | [`card`] | the activity buffer of a European driver card |
//! | [`rules`] | the numbers of the law, as dated data |
//! | [`chart`] | a driver's days as a drawing |
//! | [`audit`] | infringements with article, minute and severity; how the driver stands |
//! | [`plan`] | the best legal timetable of a trip |
//! | [`docks`] | doors and slots of a site |

pub mod activity;
pub mod audit;
pub mod card;
pub mod chart;
mod clock;
pub mod docks;
pub mod plan;
pub mod rules;
