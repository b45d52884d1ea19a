//! Parties of a shipment and their addresses. Both are personal data: see [`Address`] and [`Party`] on `Debug`.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{position::Position, time::TimeWindow};

/// Where a party is. Personal data: `Debug` shows the country and the postal code's presence only, so that a log line
/// of a shipment names nobody.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Street, house number and whatever else stands above the city.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// Postal code as text: leading zeros count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// City or locality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where it is on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

impl Address {
    /// An address known by its position alone.
    #[must_use]
    pub fn at(position: Position) -> Self {
        Self { position: Some(position), ..Self::default() }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("country", &self.country).finish_non_exhaustive()
    }
}

/// Who sends, receives, carries or pays, and where. Personal data: `Debug` leaves the name out.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Party {
    /// Name of the person or company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where goods are handed over.
    pub address: Address,
    /// When goods can be handed over; empty for always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<TimeWindow>,
}

impl Party {
    /// A party at an address.
    #[must_use]
    pub fn at(address: Address) -> Self {
        Self { address, ..Self::default() }
    }
}

impl fmt::Debug for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Party").field("address", &self.address).field("windows", &self.windows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_line_of_a_party_names_nobody() {
        let party = Party {
            name: "Ana Souza".into(),
            address: Address {
                lines: vec!["Rua A 1".into()],
                city: Some("Rio".into()),
                country: Some("BR".into()),
                ..Address::default()
            },
            windows: Vec::new(),
        };
        let line = format!("{party:?}");
        assert!(line.contains("BR"));
        for secret in ["Ana", "Rua", "Rio"] {
            assert!(!line.contains(secret), "{line}");
        }
    }
}
