//! `sync.profile`: what a dump holds, and what has drifted since the last.

use haulage_legacy::{
    mapping::MappingDocument,
    profile::{Drift, Profile, drift},
    reader::Reader,
    source::DumpSource,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sync::{mapping_of_one, unreadable};
use crate::{ApiError, Handler};

/// `sync.profile`
pub(super) struct Tell;

/// A dump and what it means.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Where it is.
    dump: DumpSource,
    /// What its columns mean.
    #[serde(default)]
    mapping: Option<MappingDocument>,
    /// The same as text, in TOML or JSON.
    #[serde(default)]
    mapping_text: Option<String>,
    /// The profile of the dump before.
    #[serde(default)]
    before: Option<Profile>,
    /// Reports for people to give beside the figures.
    #[serde(default)]
    reports: Vec<ReportKind>,
}

/// A report for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReportKind {
    /// Lines of text.
    Text,
    /// A page that needs nothing beside itself.
    Html,
}

/// What the dump holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// The figures, to be kept for the next dump.
    profile: Profile,
    /// What has changed since the dump before.
    drift: Vec<Drift>,
    /// The report as text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The report as HTML, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<String>,
}

impl Handler for Tell {
    const NAME: &'static str = "sync.profile";
    const SUMMARY: &'static str = "What each column of a legacy dump holds, why rows are refused, and what has drifted";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let mapping = mapping_of_one(request.mapping, request.mapping_text)?;
        let read = |source: DumpSource| Profile::of(&mut Reader::new(source.open()?, &mapping)?, &mapping);
        let profile = read(request.dump).map_err(|error| unreadable(&error))?;
        let drift = request.before.map(|before| drift(&before, &profile)).unwrap_or_default();
        let wanted = |kind| request.reports.contains(&kind);
        Ok(Reply {
            text: wanted(ReportKind::Text).then(|| profile.to_text(&drift)),
            html: wanted(ReportKind::Html).then(|| profile.to_html(&drift)),
            profile,
            drift,
        })
    }
}
