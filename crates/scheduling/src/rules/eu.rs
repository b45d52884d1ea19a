//! The numbers of Regulation (EC) No 561/2006 and of the severity bands of (EU) 2016/403, all in minutes unless said.

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::activity::Minute;

macro_rules! numbers {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),+ }
    };
}

numbers! {
    /// The whole law.
    EuLaw {
        /// Driving time, article 6.
        driving: EuDriving,
        /// Breaks, article 7.
        breaks: EuBreaks,
        /// Daily rest, articles 4 (g) and 8 (2), (4).
        daily_rest: EuDailyRest,
        /// Multi-manning, article 8 (5).
        crew: EuCrew,
        /// Weekly rest, articles 4 (h) and 8 (6), (6b), (7).
        weekly_rest: EuWeeklyRest,
        /// Ferries and trains, article 9 (1).
        ferry: EuFerry,
        /// Severity bands of (EU) 2016/403, annex I.
        severity: EuSeverity,
    }
}
numbers! {
    /// Driving time.
    EuDriving {
        /// Between two daily rests.
        daily: Minute,
        /// The same on an extended day.
        daily_extended: Minute,
        /// Extended days a week, as a number.
        extensions_a_week: usize,
        /// In a week.
        weekly: Minute,
        /// In two consecutive weeks.
        fortnightly: Minute,
    }
}
numbers! {
    /// Breaks.
    EuBreaks {
        /// Driving after which a break is due.
        driving: Minute,
        /// A break in one piece.
        whole: Minute,
        /// First part of a split break.
        first_part: Minute,
        /// Second part of a split break.
        second_part: Minute,
    }
}
numbers! {
    /// Daily rest.
    EuDailyRest {
        /// From the end of a rest to the end of the next.
        window: Minute,
        /// Regular.
        regular: Minute,
        /// Reduced.
        reduced: Minute,
        /// Reduced rests between two weekly rests, as a number.
        reduced_between_weekly_rests: usize,
        /// First part of a split rest.
        split_first_part: Minute,
        /// Second part of a split rest.
        split_second_part: Minute,
        /// Rest that ends a day of driving though it is too short (Commission Decision C(2011) 3759).
        ends_a_day: Minute,
    }
}
numbers! {
    /// Multi-manning.
    EuCrew {
        /// From the end of a rest to the end of the next.
        window: Minute,
        /// Rest within it.
        rest: Minute,
    }
}
numbers! {
    /// Weekly rest.
    EuWeeklyRest {
        /// Regular.
        regular: Minute,
        /// Reduced.
        reduced: Minute,
        /// From the end of a weekly rest to the latest start of the next.
        window: Minute,
        /// Weeks after the week of a reduced rest in which its compensation is due, as a number.
        compensation_weeks: i64,
        /// Rest to which compensation is attached.
        compensation_attached_to: Minute,
    }
}
numbers! {
    /// Ferries and trains.
    EuFerry {
        /// Interruptions of one rest, as a number.
        interruptions: usize,
        /// All interruptions together.
        minutes: Minute,
    }
}
numbers! {
    /// Severity bands: for driving the least measure of each band, for rest the measure below which it begins.
    EuSeverity {
        /// Daily driving where 9 hours are allowed.
        daily_driving: Bands,
        /// Daily driving where 10 hours are allowed.
        daily_driving_extended: Bands,
        /// Weekly driving.
        weekly_driving: Bands,
        /// Fortnightly driving.
        fortnightly_driving: Bands,
        /// Driving without a break.
        driving_without_break: Bands,
        /// Daily rest where 11 hours are due.
        daily_rest: Bands,
        /// Daily rest where 9 hours are due, multi-manning included.
        daily_rest_reduced: Bands,
        /// Second part of a split daily rest.
        daily_rest_split: Bands,
        /// Weekly rest where 24 hours are due.
        weekly_rest_reduced: Bands,
        /// Weekly rest where 45 hours are due.
        weekly_rest: Bands,
        /// Minutes by which a weekly rest begins late.
        weekly_rest_late: Bands,
    }
}

/// Bands from the mildest to the gravest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Bands(Vec<(Minute, Severity)>);

impl Bands {
    /// The severity of doing as much as `measured`.
    #[must_use]
    pub fn of_excess(&self, measured: Minute) -> Severity {
        self.last(|bound| measured >= bound)
    }

    /// The severity of resting no more than `measured`.
    #[must_use]
    pub fn of_shortfall(&self, measured: Minute) -> Severity {
        self.last(|bound| measured < bound)
    }

    fn last(&self, holds: impl Fn(Minute) -> bool) -> Severity {
        self.0.iter().rev().find(|(bound, _)| holds(*bound)).map_or(Severity::Minor, |(_, severity)| *severity)
    }
}
