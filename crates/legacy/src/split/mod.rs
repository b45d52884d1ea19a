//! Bytes to rows and fields, so that one broken row costs no other.
//!
//! A row ends at the first line end outside quotes. What makes this safe in a dirty file is that a quote which swallows
//! lines must earn it: it must close where a field may end, and no line that it swallowed may be a whole row by itself.
//! Otherwise the quote is taken to be broken, its own physical line alone is refused, and splitting goes on at the next.

mod block;
mod row;
mod splitter;

pub(crate) use block::Block;
pub(crate) use row::{Break, Field, Quoting, Row, Shape};
pub(crate) use splitter::{Splitter, Step, View};
