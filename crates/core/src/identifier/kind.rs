//! The kinds of identifier.

use core::fmt;

use serde::{Deserialize, Serialize};

/// What a text identifies. The order is that of preference between kinds that fit a text equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// GS1 Serial Shipping Container Code.
    Sscc,
    /// GS1 Global Trade Item Number.
    Gtin,
    /// A GTIN as its EAN-8 or EAN-13 bar code prints it.
    Ean,
    /// GS1 Global Location Number.
    Gln,
    /// GS1 Global Shipment Identification Number.
    Gsin,
    /// GS1 Global Returnable Asset Identifier.
    Grai,
    /// GS1 element string: bracketed, or as a scanner sends it.
    ElementString,
    /// GS1 Digital Link URI.
    DigitalLink,
    /// ISO 6346 freight container.
    Container,
    /// UPU S10 postal item.
    S10,
    /// IATA air waybill.
    AirWaybill,
    /// IMO ship number.
    Imo,
    /// IBAN (ISO 13616), for cash on delivery.
    Iban,
    /// Vehicle identification number (ISO 3779).
    Vin,
    /// UN/LOCODE place.
    UnLocode,
    /// Harmonized System code of goods.
    HsCode,
    /// Economic operator of the European Union's customs territory, or of the United Kingdom.
    Eori,
    /// A carrier's tracking number.
    Carrier,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Sscc,
        Self::Gtin,
        Self::Ean,
        Self::Gln,
        Self::Gsin,
        Self::Grai,
        Self::ElementString,
        Self::DigitalLink,
        Self::Container,
        Self::S10,
        Self::AirWaybill,
        Self::Imo,
        Self::Iban,
        Self::Vin,
        Self::UnLocode,
        Self::HsCode,
        Self::Eori,
        Self::Carrier,
    ];

    /// The name in documents: `sscc`, `air_waybill`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().1
    }

    /// The form in words: `18 digits`.
    #[must_use]
    pub const fn form(self) -> &'static str {
        self.facts().2
    }

    const fn facts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Sscc => ("sscc", "SSCC", "18 digits"),
            Self::Gtin => ("gtin", "GTIN", "8, 12, 13 or 14 digits"),
            Self::Ean => ("ean", "EAN", "8 or 13 digits"),
            Self::Gln => ("gln", "GLN", "13 digits"),
            Self::Gsin => ("gsin", "GSIN", "17 digits"),
            Self::Grai => ("grai", "GRAI", "14 digits, the first 0, and a serial number of up to 16 characters"),
            Self::ElementString => ("element_string", "GS1 element string", "application identifiers with their values"),
            Self::DigitalLink => ("digital_link", "GS1 Digital Link", "a web address with a GS1 key in its path"),
            Self::Container => ("container", "ISO 6346 container", "4 letters and 7 digits"),
            Self::S10 => ("s10", "UPU S10", "2 letters, 9 digits and 2 letters"),
            Self::AirWaybill => ("air_waybill", "air waybill", "11 digits"),
            Self::Imo => ("imo", "IMO number", "7 digits, with or without IMO before them"),
            Self::Iban => ("iban", "IBAN", "2 letters, 2 digits and the account number of the country's length"),
            Self::Vin => ("vin", "VIN", "17 letters and digits"),
            Self::UnLocode => ("un_locode", "UN/LOCODE", "2 letters and 3 letters or digits"),
            Self::HsCode => ("hs_code", "HS code", "2, 4, 6, 8 or 10 digits"),
            Self::Eori => ("eori", "EORI", "2 letters and 5 to 15 letters or digits"),
            Self::Carrier => ("carrier", "carrier tracking number", "the form that its carrier prints"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}
