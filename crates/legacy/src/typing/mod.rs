//! From a field's bytes to a typed value in canonical bytes, or to the reason why not.
//!
//! | room | reads |
//! |---|---|
//! | [`date`] | dates and instants by an Oracle format model, two-digit years by a pinned pivot |
//! | [`months`] | names of months in the languages of Europe |
//! | [`number`] | integers and decimals as Oracle writes them |
//! | [`mod@unit`] | quantities to the units of the house |

mod cell;
pub mod date;
mod flaw;
pub mod kind;
pub mod months;
pub mod number;
pub mod unit;

pub(crate) use cell::Cell;
pub(crate) use flaw::Flaw;
pub(crate) use kind::{Kind, Text};
