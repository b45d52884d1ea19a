//! What an operation is.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::{Serialize, de::DeserializeOwned};

use crate::{ApiError, document, operations::operations};

/// An operation's two types and its function. One implementation is all that a new operation needs, beside its line in
/// [`crate::operations()`].
pub trait Handler {
    /// Dotted name.
    const NAME: &'static str;
    /// One sentence.
    const SUMMARY: &'static str;
    /// What it takes.
    type Request: DeserializeOwned + JsonSchema;
    /// What it gives.
    type Reply: Serialize + JsonSchema;

    /// Does it.
    ///
    /// # Errors
    /// [`ApiError`] with every fault of the request, or the refusal.
    fn run(request: Self::Request) -> Result<Self::Reply, ApiError>;
}

/// A row of the table of operations.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Dotted name.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
    request: fn() -> Schema,
    reply: fn() -> Schema,
    call: fn(&[u8]) -> Result<Vec<u8>, ApiError>,
}

impl Operation {
    pub(crate) const fn of<H: Handler>() -> Self {
        Self {
            name: H::NAME,
            summary: H::SUMMARY,
            request: schema::<H::Request>,
            reply: schema::<H::Reply>,
            call: call_typed::<H>,
        }
    }

    /// JSON Schema of the request.
    #[must_use]
    pub fn request_schema(&self) -> Schema {
        (self.request)()
    }

    /// JSON Schema of the reply.
    #[must_use]
    pub fn reply_schema(&self) -> Schema {
        (self.reply)()
    }

    /// Calls it: UTF-8 JSON in, UTF-8 JSON out.
    ///
    /// # Errors
    /// [`ApiError`] with every fault of the request, or the refusal.
    pub fn call(&self, request: &[u8]) -> Result<Vec<u8>, ApiError> {
        (self.call)(request)
    }
}

fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

fn call_typed<H: Handler>(request: &[u8]) -> Result<Vec<u8>, ApiError> {
    let reply = H::run(document::read::<H::Request>(request)?)?;
    serde_json::to_vec(&reply).map_err(|error| ApiError::internal(error.to_string()))
}

/// The operation of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Operation> {
    operations().iter().find(|operation| operation.name == name)
}

/// Calls an operation by name: UTF-8 JSON in, UTF-8 JSON out.
///
/// # Errors
/// [`ApiError`] for an unknown name, every fault of the request, or the refusal.
pub fn call(name: &str, request: &[u8]) -> Result<Vec<u8>, ApiError> {
    find(name).ok_or_else(|| ApiError::unknown_operation(name))?.call(request)
}
