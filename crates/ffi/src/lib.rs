//! The C ABI of Haulage.
//!
//! Rules that hold for every function, and that callers in any language can build on:
//!
//! * **Documents** cross as UTF-8 JSON with pointer and length, **matrices** as raw numbers. No structs of options, no
//!   callbacks, no error kept per thread: a new option is no change of the ABI.
//! * A function that can fail returns a [`Status`] as `int32_t`, 0 for success; it writes its outputs on success only and
//!   never reads them. The last parameter takes an error object when it is not NULL, on failure only.
//! * What a function gives out is the caller's, to be freed once by the `_free` of its type; `_free(NULL)` does nothing.
//!   A view ([`Bytes`]) lives as long as what it was taken from.
//! * A parameter `const T *` may be shared by threads, a `T *` belongs to one call. `_free` needs the object for itself.
//! * Nothing unwinds into the caller: a panic becomes [`Status::Panic`].
//! * Handles carry a mark that is checked before use and wiped when they are freed. NULL, a handle of another type and
//!   most freed ones are answered by [`Status::InvalidHandle`]; memory that was given back to the system cannot be
//!   judged, so this is a seat belt, not a licence.
//! * After a `fork` the child may use everything but runs that its parent started: those it can only free, and that
//!   neither waits nor touches the parent's thread.
//!
//! | room | holds |
//! |---|---|
//! | [`status`] | the numbers |
//! | [`buffer`], [`error`] | what functions give out |
//! | [`call`] | every operation by name |
//! | [`problem`], [`run`] | matrices as raw numbers, and long work |

pub mod buffer;
pub mod bytes;
pub mod call;
pub mod error;
mod guard;
mod handle;
pub mod problem;
pub mod run;
pub mod status;
pub mod version;

pub use buffer::Buffer;
pub use bytes::Bytes;
pub use error::Error;
pub use problem::Problem;
pub use run::Run;
pub use status::Status;
