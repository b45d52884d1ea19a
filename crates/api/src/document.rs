//! Reading a request: straight into its type, and only when that fails a second look for everything that is wrong.

use haulage_core::fault::{Faults, Path};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::{ApiError, shape};

/// Reads a document of an operation, or a part of one, or says everything that is wrong with it.
///
/// # Errors
/// [`ApiError`] with every fault; paths begin at the part that was given.
pub fn read<T: DeserializeOwned + JsonSchema>(text: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(text).map_err(|_| ApiError::invalid(faults::<T>(text)))
}

/// The slow way, taken by bad documents only. The type alone stops at the first fault; its schema finds the others.
fn faults<T: DeserializeOwned + JsonSchema>(text: &[u8]) -> Faults {
    let mut faults = Faults::new();
    let value: Value = match serde_json::from_slice(text) {
        Ok(value) => value,
        Err(error) => {
            faults.report(&Path::ROOT, "document.syntax", error.to_string(), "send one JSON document in UTF-8");
            return faults;
        }
    };
    shape::compare(&value, schemars::schema_for!(T).as_value(), &mut faults);
    if faults.is_empty() {
        // The shape is right, so a checked constructor refused a value.
        if let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_slice(text)) {
            let at: Vec<&Segment> = error.path().iter().collect();
            report_at(&at, Path::ROOT, &error.inner().to_string(), &mut faults);
        }
    }
    faults
}

/// Walks the error's path down, since a [`Path`] borrows its parents.
fn report_at(segments: &[&Segment], path: Path<'_>, cause: &str, faults: &mut Faults) {
    match segments {
        [Segment::Seq { index }, rest @ ..] => report_at(rest, path.index(*index), cause, faults),
        [Segment::Map { key } | Segment::Enum { variant: key }, rest @ ..] => report_at(rest, path.key(key), cause, faults),
        [_, rest @ ..] => report_at(rest, path, cause, faults),
        [] => faults.report(&path, "document.value", cause, "give a value that the field's rule allows"),
    }
}
