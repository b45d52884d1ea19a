//! Status numbers: in blocks, never renumbered, never used again.

/// What a function returns, as `int32_t`. A later version may return numbers that this list does not have: treat them by
/// their hundred.
///
/// | block | meaning |
/// |---|---|
/// | 0 | success |
/// | 100 | an argument of the call itself is wrong: a mistake in the calling program |
/// | 200 | a document is wrong: the error's faults say where |
/// | 300 | the document is fine, but a rule of the field says no |
/// | 400 | a run is not in the state that the call needs |
/// | 900 | a mistake in the engine |
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Success.
    Ok = 0,
    /// A pointer that must not be NULL is.
    NullArgument = 100,
    /// A handle that is no handle of this type, or was freed.
    InvalidHandle = 101,
    /// A text that is not UTF-8.
    NotUtf8 = 102,
    /// A length that does not fit: larger than memory can be, or no square of a matrix.
    InvalidLength = 103,
    /// A name that the handle does not know.
    UnknownName = 104,
    /// There is no operation of this name.
    UnknownOperation = 200,
    /// A document that is not JSON, has another shape, or breaks a rule.
    InvalidDocument = 201,
    /// A matrix with a number that is no length of a leg.
    InvalidMatrix = 202,
    /// A rule of the field says no to a valid request.
    Refused = 300,
    /// The run is still searching.
    RunPending = 400,
    /// The result was taken already.
    RunTaken = 401,
    /// The run belongs to the process that started it, and this one was forked from it.
    RunForked = 402,
    /// The engine broke one of its own rules.
    Internal = 900,
    /// The engine panicked; the message says where. Handles of the call should be freed and not used again.
    Panic = 901,
}
