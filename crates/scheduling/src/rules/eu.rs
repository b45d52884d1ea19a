//! The numbers of Regulation (EC) No 561/2006 and of the severity bands of (EU) 2016/403, all in minutes unless said.

use chrono::NaiveDate;

use super::{Bands, Severity, WorkingTimeLaw};
use crate::activity::Minute;

numbers! {
    /// The whole law.
    EuLaw {
        /// Which vehicles it is about, article 2 (1).
        scope: Vec<EuScope>,
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
        /// Reaching a place to stop, article 12.
        exceptions: EuExceptions,
        /// Severity bands of (EU) 2016/403, annex I.
        severity: EuSeverity,
        /// Directive 2002/15/EC on top; absent: driving and rest alone.
        working_time: Option<WorkingTimeLaw>,
    }
}
numbers! {
    /// Vehicles of a mass and more.
    EuScope {
        /// First day on which they are meant.
        from: NaiveDate,
        /// Greatest permissible mass of vehicle and trailer above which they are meant, in kilograms.
        mass_over_kg: i64,
        /// Whether only on international transport and cabotage.
        international_only: bool,
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
        /// Time at the beginning for which the second driver may be absent, article 4 (o).
        alone_at_first: Minute,
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
        /// Rests of which enough must be regular where two reduced ones follow each other abroad, as a number.
        rests_looked_at: usize,
        /// How many of them, as a number.
        regular_among_them: usize,
    }
}
numbers! {
    /// Ferries and trains.
    EuFerry {
        /// Interruptions of one rest, as a number.
        interruptions: usize,
        /// All interruptions together.
        minutes: Minute,
        /// Shortest crossing, with a bed in a cabin, that may hold a regular weekly rest.
        weekly_rest_crossing: Minute,
    }
}
numbers! {
    /// Exceptions that a driver declares.
    EuExceptions {
        /// More daily and weekly driving to reach home for a weekly rest.
        home: Minute,
        /// The same for a regular weekly rest after a break.
        home_after_break: Minute,
        /// That break.
        break_before: Minute,
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
        /// Compensation not taken.
        compensation: Severity,
        /// Compensation not taken before the weekly rest after two reduced ones.
        compensation_before_weekly_rest: Severity,
    }
}
