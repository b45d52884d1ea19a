//! Identifiers of trade and transport: read, checked, printed, recognised.
//!
//! Each kind is a type: a value that exists has the right form and check digit, prints in its canonical form, and reads back
//! as the same value. Texts as people write them are read: small letters, white space, hyphens. The mistake in a text that
//! is refused is named ([`IdentifierError`]).
//!
//! ```
//! use haulage_core::identifier::{Kind, Sscc, recognise};
//!
//! let sscc: Sscc = "340123450000000017".parse()?;
//! let reading = recognise("csqu 305438-3");
//! assert_eq!(reading.candidates[0].kind, Kind::Container);
//! assert_eq!(recognise("CSQU3054384").mistakes[0].to_string(), "ISO 6346 container: wrong check digit 4: expected 3");
//! # Ok::<(), haulage_core::identifier::IdentifierError>(())
//! ```
//!
//! A column of texts is read row by row without allocating: [`read_column`].
#![doc = include_str!("../../../../docs/identifiers.md")]

mod air_waybill;
mod application_identifier;
pub mod carrier;
pub(crate) mod check;
mod column;
mod container;
mod country;
mod digital_link;
mod ean;
mod element_string;
mod eori;
mod error;
mod evidence;
mod gln;
mod grai;
mod gsin;
mod gtin;
mod hs_code;
mod iban;
mod imo;
mod kind;
mod read;
mod recognise;
mod s10;
mod sscc;
mod text;
mod un_locode;
mod vin;

pub use air_waybill::AirWaybill;
pub use column::{Cell, read_as, read_column};
pub use container::{Container, ContainerNumber};
pub use digital_link::DigitalLink;
pub use ean::Ean;
pub use element_string::ElementString;
pub use eori::Eori;
pub use error::IdentifierError;
pub use gln::Gln;
pub use grai::Grai;
pub use gsin::Gsin;
pub use gtin::Gtin;
pub use hs_code::HsCode;
pub use iban::Iban;
pub use imo::{Imo, ImoNumber};
pub use kind::Kind;
pub use recognise::{Candidate, Canonical, Recognition, recognise};
pub use s10::{S10, UpuS10};
pub use sscc::Sscc;
pub use text::Text;
pub use un_locode::UnLocode;
pub use vin::Vin;

#[cfg(test)]
mod identifier_tests;
