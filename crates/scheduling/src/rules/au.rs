//! The numbers of the Heavy Vehicle (Fatigue Management) National Regulation (Australia), in minutes unless said.

use super::Bands;
use crate::activity::Minute;

numbers! {
    /// Work and rest in periods that begin anew with every rest.
    AuLaw {
        /// Shortest rest that counts; a shorter one is work.
        rest_piece: Minute,
        /// Rest at whose end the long periods begin (a major rest break).
        major_rest: Minute,
        /// The periods, shortest first.
        periods: Vec<AuPeriod>,
        /// Night rest.
        night_rest: AuNightRest,
    }
}
numbers! {
    /// What may be worked and must be rested in a period.
    AuPeriod {
        /// How long it is.
        length: Minute,
        /// Whether it begins at the end of a major rest break; otherwise of any rest.
        from_major_rest: bool,
        /// Most work.
        work: Minute,
        /// Risk of more.
        work_severity: Bands,
        /// Longest unbroken rest that it must hold; absent: the work says it all.
        unbroken_rest: Option<Minute>,
        /// Risk of less.
        rest_severity: Bands,
    }
}
numbers! {
    /// Night rests of a period.
    AuNightRest {
        /// The period.
        period: Minute,
        /// Minute of the day on the wall clock of the driver's base at which night begins.
        from: Minute,
        /// Minute of the day after at which it ends.
        until: Minute,
        /// Unbroken rest within the night.
        minutes: Minute,
        /// Unbroken rest that counts instead.
        instead: Minute,
        /// Night rests in the period, as a number.
        count: usize,
        /// How many of them must be on consecutive days, as a number.
        consecutive: usize,
    }
}
