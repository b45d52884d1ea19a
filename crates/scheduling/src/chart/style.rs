//! How the chart looks.

use crate::{
    activity::{Kind, Minute},
    rules::Severity,
};

/// Colours that stay apart for colour-blind eyes and in print.
pub(super) const SHEET: &str = ".paper{fill:#fff}.title{font-size:15px;font-weight:bold}.hour{text-anchor:middle;fill:#555}\
.day,.sum{fill:#222}.grid{stroke:#ddd}.base{stroke:#444}.drive{fill:#c1352b}.work{fill:#e0a030}.availability{fill:#3a7ca5}\
.rest{fill:#5a8f69}.berth{fill:#2f5d50}.unknown{fill:#bbb}.mark{fill:#000;stroke:#fff;stroke-width:.8}";

/// How a kind of time is drawn.
pub(super) struct Look {
    pub(super) class: &'static str,
    pub(super) name: &'static str,
    pub(super) height: Minute,
}

/// The kinds in the order of the legend.
pub(super) const KINDS: [Kind; 6] = [Kind::Drive, Kind::Work, Kind::Availability, Kind::Rest, Kind::Berth, Kind::Unknown];

pub(super) const fn look(kind: Kind) -> Look {
    let (class, name, height) = match kind {
        Kind::Drive => ("drive", "Driving", 28),
        Kind::Work => ("work", "Other work", 20),
        Kind::Availability => ("availability", "Availability", 13),
        Kind::Rest => ("rest", "Rest", 6),
        Kind::Berth => ("berth", "Rest in the berth", 8),
        Kind::Unknown => ("unknown", "Unknown", 3),
    };
    Look { class, name, height }
}

pub(super) const fn words(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Serious => "serious",
        Severity::VerySerious => "very serious",
        Severity::MostSerious => "most serious",
        Severity::Substantial => "substantial",
        Severity::Severe => "severe",
        Severity::Critical => "critical",
        Severity::Egregious => "egregious",
    }
}
