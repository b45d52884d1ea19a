//! Classes, labels and numbers of dangerous goods.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a word of the law is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GoodsError {
    /// Not a UN number.
    #[error("{0} is no UN number: 4 to 3600")]
    UnNumber(u16),
    /// Not a transport category.
    #[error("{0} is no transport category: 0 to 4")]
    Category(u8),
}

impl GoodsError {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnNumber(_) => "goods.un_number",
            Self::Category(_) => "goods.transport_category",
        }
    }
}

/// The number that the United Nations give a substance or article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u16", into = "u16")]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 4, "maximum" = 3_600)))]
pub struct UnNumber(u16);

impl UnNumber {
    /// A number of table A.
    ///
    /// # Errors
    /// [`GoodsError::UnNumber`] outside 4 to 3600.
    pub const fn new(number: u16) -> Result<Self, GoodsError> {
        if 4 <= number && number <= 3_600 { Ok(Self(number)) } else { Err(GoodsError::UnNumber(number)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for UnNumber {
    type Error = GoodsError;

    fn try_from(number: u16) -> Result<Self, GoodsError> {
        Self::new(number)
    }
}

impl From<UnNumber> for u16 {
    fn from(number: UnNumber) -> Self {
        number.0
    }
}

impl fmt::Display for UnNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UN {:04}", self.0)
    }
}

/// Class of dangerous goods (ADR 2.1.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Class {
    /// Explosives.
    #[serde(rename = "1")]
    C1,
    /// Gases.
    #[serde(rename = "2")]
    C2,
    /// Flammable liquids.
    #[serde(rename = "3")]
    C3,
    /// Flammable solids, self-reactive and polymerising substances.
    #[serde(rename = "4.1")]
    C41,
    /// Substances liable to spontaneous combustion.
    #[serde(rename = "4.2")]
    C42,
    /// Substances which in contact with water emit flammable gases.
    #[serde(rename = "4.3")]
    C43,
    /// Oxidising substances.
    #[serde(rename = "5.1")]
    C51,
    /// Organic peroxides.
    #[serde(rename = "5.2")]
    C52,
    /// Toxic substances.
    #[serde(rename = "6.1")]
    C61,
    /// Infectious substances.
    #[serde(rename = "6.2")]
    C62,
    /// Radioactive material.
    #[serde(rename = "7")]
    C7,
    /// Corrosive substances.
    #[serde(rename = "8")]
    C8,
    /// Miscellaneous.
    #[serde(rename = "9")]
    C9,
}

/// Danger label (ADR 5.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Label {
    /// Explosives of divisions 1.1, 1.2 and 1.3; also a subsidiary hazard of 4.1 and 5.2.
    #[serde(rename = "1")]
    L1,
    /// Division 1.4.
    #[serde(rename = "1.4")]
    L14,
    /// Division 1.5.
    #[serde(rename = "1.5")]
    L15,
    /// Division 1.6.
    #[serde(rename = "1.6")]
    L16,
    /// Flammable gas.
    #[serde(rename = "2.1")]
    L21,
    /// Gas neither flammable nor toxic.
    #[serde(rename = "2.2")]
    L22,
    /// Toxic gas.
    #[serde(rename = "2.3")]
    L23,
    /// Flammable liquid.
    #[serde(rename = "3")]
    L3,
    /// Flammable solid.
    #[serde(rename = "4.1")]
    L41,
    /// Spontaneous combustion.
    #[serde(rename = "4.2")]
    L42,
    /// Dangerous when wet.
    #[serde(rename = "4.3")]
    L43,
    /// Oxidiser.
    #[serde(rename = "5.1")]
    L51,
    /// Organic peroxide.
    #[serde(rename = "5.2")]
    L52,
    /// Toxic.
    #[serde(rename = "6.1")]
    L61,
    /// Infectious.
    #[serde(rename = "6.2")]
    L62,
    /// Radioactive, 7A, 7B, 7C or 7E.
    #[serde(rename = "7")]
    L7,
    /// Corrosive.
    #[serde(rename = "8")]
    L8,
    /// Miscellaneous, 9 or 9A.
    #[serde(rename = "9")]
    L9,
}

/// What a classification code says, as far as rules of loading depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// Division 1 to 6 and compatibility group of an explosive (ADR 2.2.1.1).
    Explosive { division: u8, group: u8 },
    /// Hazards of a gas (ADR 2.2.2.1): the letters behind the digit of its state.
    Gas { toxic: bool, flammable: bool, corrosive: bool, oxidising: bool },
    /// Of no consequence here.
    Other,
}

impl Code {
    /// Reads a code of its class: `1.4S`, `2TF`; `None` when it is none.
    pub(super) fn parse(class: Class, code: &str) -> Option<Self> {
        match (class, code.as_bytes()) {
            (Class::C1, &[b'1', b'.', division @ b'1'..=b'6', group @ (b'A'..=b'H' | b'J'..=b'L' | b'N' | b'S')]) => {
                Some(Self::Explosive { division: division - b'0', group })
            }
            (Class::C2, [b'1'..=b'9', letters @ ..]) if GAS_GROUPS.contains(&letters) => Some(Self::Gas {
                toxic: letters.contains(&b'T'),
                flammable: letters.contains(&b'F'),
                corrosive: letters.contains(&b'C'),
                oxidising: letters.contains(&b'O'),
            }),
            (Class::C1 | Class::C2, _) => None,
            _ => Some(Self::Other),
        }
    }

    /// The labels that goods of a class and code carry, before any others that table A adds.
    pub(super) fn labels(self, class: Class) -> Vec<Label> {
        match self {
            Self::Explosive { division: 4, .. } => vec![Label::L14],
            Self::Explosive { division: 5, .. } => vec![Label::L15],
            Self::Explosive { division: 6, .. } => vec![Label::L16],
            Self::Explosive { .. } => vec![Label::L1],
            Self::Gas { toxic, flammable, corrosive, oxidising } => {
                let hazards = [(toxic, Label::L23), (flammable, Label::L21), (corrosive, Label::L8), (oxidising, Label::L51)];
                let mut labels: Vec<Label> = hazards.iter().filter(|(has, _)| *has).map(|(_, label)| *label).collect();
                if !toxic && !flammable {
                    labels.insert(0, Label::L22);
                }
                labels
            }
            Self::Other => vec![match class {
                Class::C1 => Label::L1,
                Class::C2 => Label::L22,
                Class::C3 => Label::L3,
                Class::C41 => Label::L41,
                Class::C42 => Label::L42,
                Class::C43 => Label::L43,
                Class::C51 => Label::L51,
                Class::C52 => Label::L52,
                Class::C61 => Label::L61,
                Class::C62 => Label::L62,
                Class::C7 => Label::L7,
                Class::C8 => Label::L8,
                Class::C9 => Label::L9,
            }],
        }
    }
}

/// Groups of gases by their hazards (ADR 2.2.2.1.3); `C`, `CO` and `FC` for aerosols and chemicals under pressure.
const GAS_GROUPS: [&[u8]; 12] = [b"A", b"O", b"F", b"T", b"TF", b"TC", b"TO", b"TFC", b"TOC", b"C", b"CO", b"FC"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_belongs_to_its_class() {
        assert_eq!(Code::parse(Class::C1, "1.4S"), Some(Code::Explosive { division: 4, group: b'S' }));
        for (class, bad) in
            [(Class::C1, "1.7A"), (Class::C1, "1.1I"), (Class::C1, "2F"), (Class::C2, "F"), (Class::C2, "2X"), (Class::C2, "")]
        {
            assert_eq!(Code::parse(class, bad), None, "{bad}");
        }
        assert_eq!(Code::parse(Class::C3, "F1"), Some(Code::Other));
    }

    #[test]
    fn a_gas_carries_a_label_for_each_hazard() {
        let labels = |code| Code::parse(Class::C2, code).unwrap().labels(Class::C2);
        assert_eq!(labels("2A"), [Label::L22]);
        assert_eq!(labels("1O"), [Label::L22, Label::L51]);
        assert_eq!(labels("2TFC"), [Label::L23, Label::L21, Label::L8]);
    }
}
