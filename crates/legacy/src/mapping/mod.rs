//! What a dump's columns mean: the mapping that a person keeps, and its compiled form.
//!
//! ```
//! use haulage_legacy::mapping::{Mapping, MappingDocument};
//!
//! let document = MappingDocument::from_toml(r#"
//!     key = ["shipment_id"]
//!     [defaults]
//!     format = ["DD-MON-RR"]
//!     pivot_year = 2004
//!     [[columns]]
//!     column = "SHIPMENT_ID"
//!     field = "shipment_id"
//!     type = "integer"
//!     [[columns]]
//!     column = "CREATED_DT"
//!     field = "created_on"
//!     type = "date"
//! "#)?;
//! let mapping = Mapping::new(document)?;
//! assert_eq!(mapping.fields()[1].name, "created_on");
//! # Ok::<(), haulage_core::fault::Faults>(())
//! ```

mod compile;
mod control;
mod document;
mod rule;

pub use compile::{Field, Mapping};
pub use document::*;
pub(crate) use rule::Rule;
