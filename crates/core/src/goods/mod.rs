//! Dangerous goods and fit: what may be loaded together, and under which rules a load travels.
//!
//! The law is ADR 2025 (carriage by road). Facts that depend on a substance come from the transport document: class,
//! classification code, packing group, labels; the transport category follows from them (table 1.1.3.6.3), or is given as in
//! column 15 of table A.
//!
//! | file | question |
//! |---|---|
//! | [`Goods`] | what is this line of goods, in the words of the law |
//! | [`TransportCategory`] | which quantity of it may travel without most of the rules |
//! | [`points`], [`capacity_use`] | how much of that quantity does it use up (1.1.3.6.4) |
//! | [`mixing`], [`may_share_vehicle`] | may two goods share a vehicle (7.5.2, 7.5.4, temperature) |
//! | [`check_load`] | the verdict on a whole load, with its reasons |
//!
//! ```
//! use haulage_core::goods::{Goods, GoodsDocument, Verdict, check_load};
//!
//! let petrol: GoodsDocument = serde_json::from_str(r#"{
//!     "id": "1", "dangerous": {"un": 1203, "class": "3", "packing_group": "II", "quantity": {"l": "333"}}
//! }"#)?;
//! let verdict = check_load(&[Goods::new(petrol)?], None);
//! assert_eq!((verdict.verdict, verdict.points.map(|points| points.to_string())), (Verdict::Exempt, Some("999".into())));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![doc = include_str!("../../../../docs/dangerous-goods.md")]

mod category;
mod class;
mod document;
mod limited;
mod load;
mod mixing;
mod points;
mod temperature;

pub use category::{PackingGroup, TransportCategory};
pub use class::{Class, GoodsError, Label, UnNumber};
pub use document::{DangerousDocument, Goods, GoodsDocument, Packing, Quantity};
pub use limited::LimitedQuantity;
pub use load::{CategoryTotal, Conflict, LineVerdict, LoadDocument, LoadVerdict, Reason, Vehicle, Verdict, check_load};
pub use mixing::{Mixing, may_share_vehicle, mixing};
pub use points::{EXEMPT_CAPACITY, capacity_use, points};
pub use temperature::TemperatureRange;
