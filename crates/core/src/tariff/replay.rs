//! A stored quote computed again.

use serde::{Deserialize, Serialize};

use super::{CompiledTariff, Quote, QuoteError, QuoteRequest, quote::QuoteLine};
use crate::money::Amount;

/// What a replay found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// Whether the quote came out the same in every field.
    pub same: bool,
    /// Lines of which the amount differs, came or went; empty where only something else differs.
    pub lines: Vec<LineDifference>,
    /// The total as stored.
    pub stored_total: Amount,
    /// The total now.
    pub total: Amount,
}

/// A line that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineDifference {
    /// Name of the line.
    pub id: String,
    /// The amount as stored; absent for a line that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<Amount>,
    /// The amount now; absent for a line that went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

impl CompiledTariff {
    /// Computes a stored quote again and names what differs. With the tariff it was made from nothing ever does; a
    /// difference means that somebody edited the past instead of adding a version.
    ///
    /// # Errors
    /// [`QuoteError`] when the tariff no longer has a price for the request.
    pub fn replay(&self, request: &QuoteRequest, stored: &Quote<'_>) -> Result<Replay, QuoteError> {
        let now = self.quote(request)?;
        let amount_in = |lines: &[QuoteLine<'_>], id: &str| lines.iter().find(|line| line.id == id).map(|line| line.amount);
        let mut lines: Vec<LineDifference> = stored
            .lines
            .iter()
            .map(|line| (line, amount_in(&now.lines, &line.id)))
            .filter(|(line, amount)| *amount != Some(line.amount))
            .map(|(line, amount)| LineDifference { id: line.id.to_string(), stored: Some(line.amount), amount })
            .collect();
        let came = now.lines.iter().filter(|line| amount_in(&stored.lines, &line.id).is_none());
        lines.extend(came.map(|line| LineDifference { id: line.id.to_string(), stored: None, amount: Some(line.amount) }));
        Ok(Replay { same: now == *stored, lines, stored_total: stored.total, total: now.total })
    }
}
