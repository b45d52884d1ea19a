//! The numbers of 49 CFR part 395 for drivers of property-carrying vehicles, in minutes unless said.

use super::Bands;
use crate::activity::Minute;

numbers! {
    /// The whole law.
    UsLaw {
        /// Driving within a window, 395.3 (a)(3)(i).
        driving: Minute,
        /// From coming on duty to the last driving, 395.3 (a)(2).
        window: Minute,
        /// Consecutive time off that starts both anew, 395.3 (a)(1).
        off_duty: Minute,
        /// Interruptions of driving, 395.3 (a)(3)(ii).
        interruption: UsInterruption,
        /// Sixty hours in seven days, seventy in eight, 395.3 (b).
        cycles: UsCycles,
        /// Split rest in a sleeper berth, 395.1 (g).
        sleeper: UsSleeper,
        /// Adverse driving conditions, 395.1 (b).
        adverse: UsAdverse,
        /// Short haul, 395.1 (e)(1).
        short_haul: UsShortHaul,
        /// The sixteenth hour, 395.1 (o).
        sixteen_hour: UsSixteenHour,
        /// Minutes driven past a limit from which it is egregious, 49 CFR part 386, appendix B (a)(6).
        severity: Bands,
    }
}
numbers! {
    /// Interruptions of driving.
    UsInterruption {
        /// Time after which one is due.
        after: Minute,
        /// Whether `after` counts driving alone; otherwise all time since the last interruption.
        counts_driving_only: bool,
        /// How long it is.
        minutes: Minute,
        /// Whether work that is not driving interrupts; otherwise only time off duty.
        may_be_work: bool,
    }
}
numbers! {
    /// Cycles.
    UsCycles {
        /// Where the carrier does not operate every day of the week.
        seven_days: Cycle,
        /// Where it does.
        eight_days: Cycle,
    }
}
numbers! {
    /// On-duty time in a number of days.
    Cycle {
        /// On-duty time.
        on_duty: Minute,
        /// Days, as a number.
        days: i64,
        /// Consecutive time off that starts it anew.
        reset: Minute,
    }
}
numbers! {
    /// Split rest.
    UsSleeper {
        /// Both periods together.
        total: Minute,
        /// The one in the berth.
        berth: Minute,
        /// The other.
        other: Minute,
        /// Whether the window leaves out both periods of a pair; otherwise only the one in the berth, and that also alone.
        leaves_out_both: bool,
        /// Riding beside the driver that, next to the period in the berth, completes ten hours, 395.1 (g)(1)(i)(D).
        passenger: Minute,
    }
}
numbers! {
    /// Adverse driving conditions.
    UsAdverse {
        /// More driving.
        driving: Minute,
        /// A longer window.
        window: Minute,
    }
}
numbers! {
    /// Short haul.
    UsShortHaul {
        /// From coming on duty to release.
        window: Minute,
        /// Radius around the place of work, in air miles.
        air_miles: i64,
    }
}
numbers! {
    /// The sixteenth hour.
    UsSixteenHour {
        /// From coming on duty to release.
        window: Minute,
        /// Days before in which it must not have been used, as a number.
        days_between: i64,
        /// Tours before that ended at the same place, as a number.
        tours_before: usize,
    }
}
