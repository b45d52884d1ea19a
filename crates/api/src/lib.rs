//! The operations of Haulage: one table, one contract for every language.
//!
//! Each operation has a dotted name, a typed request and a typed reply. The functions behind them are the floors' own;
//! this crate names them, describes them as JSON Schema and carries JSON in and out. It holds no logic of its own but
//! [`run`], the handle of a long solve, which also is the one place that reads a clock.
//!
//! ```
//! let reply = haulage_api::call("version", b"{}")?;
//! assert!(reply.starts_with(br#"{"version":"#));
//! let error = haulage_api::call("plan.guess", b"{}").unwrap_err();
//! assert_eq!(error.code, "operation.unknown");
//! # Ok::<(), haulage_api::ApiError>(())
//! ```

mod document;
mod error;
mod operation;
pub mod operations;
pub mod run;
mod shape;

pub use document::read;
pub use error::{ApiError, ErrorKind};
pub use operation::{Handler, Operation, call, find};
pub use operations::operations;
