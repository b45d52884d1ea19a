//! `sync.replay`: mended rows of a quarantine, read again as the rows they were.

use haulage_legacy::{
    mapping::MappingDocument,
    quarantine::{Quarantined, Replay},
    record::{Accounts, Entry, Refusal, Rows},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::sync::{mapping_of_one, unreadable};
use crate::{ApiError, Handler};

/// `sync.replay`
pub(super) struct Again;

/// Rows of a quarantine.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// What the columns of the dump mean; it says delimiter and encoding too.
    #[serde(default)]
    mapping: Option<MappingDocument>,
    /// The same as text, in TOML or JSON.
    #[serde(default)]
    mapping_text: Option<String>,
    /// The columns of the dump, in its order.
    columns: Vec<String>,
    /// The rows, each with `mended` where a person has mended it.
    rows: Vec<Quarantined>,
}

/// What became of the rows.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// Rows that hold now, where they stand in the dump.
    accepted: Vec<Row>,
    /// Rows that still do not, with their reasons as of now.
    refused: Vec<Refusal>,
    /// Where the bytes of the quarantine went.
    accounts: Accounts,
}

/// A row that holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// The physical line on which it stands in the dump.
    line: u64,
    /// The byte offset at which it stands.
    offset: u64,
    /// Its bytes there.
    length: u64,
    /// Its values by field.
    values: Map<String, Value>,
}

impl Handler for Again {
    const NAME: &'static str = "sync.replay";
    const SUMMARY: &'static str = "Mended rows of a quarantine, read again under the identity they had in their dump";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let mapping = mapping_of_one(request.mapping, request.mapping_text)?;
        let mut replay = Replay::new(&mapping, &request.columns, request.rows).map_err(|error| unreadable(&error))?;
        let (mut accepted, mut refused) = (Vec::new(), Vec::new());
        while let Some(entry) = replay.next_entry().map_err(|error| unreadable(&error))? {
            match entry {
                Entry::Accepted(record) => {
                    let fields = mapping.fields().iter().zip(record.values());
                    let values = fields.map(|(field, value)| Ok((field.name.clone(), serde_json::to_value(value)?)));
                    let values: Result<_, serde_json::Error> = values.collect();
                    accepted.push(Row {
                        line: record.line,
                        offset: record.offset,
                        length: record.length,
                        values: values.map_err(|error| ApiError::internal(error.to_string()))?,
                    });
                }
                Entry::Refused(refusal) => refused.push(refusal),
            }
        }
        Ok(Reply { accepted, refused, accounts: replay.accounts() })
    }
}
