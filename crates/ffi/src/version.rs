//! Versions: of the library, and of the ABI.

use core::ffi::{CStr, c_char};

/// Number of the ABI that these sources describe; the SONAME carries it.
pub const ABI: u32 = 1;

/// Oldest ABI that this library still serves.
pub const OLDEST_ABI: u32 = 1;

/// The ABI of the loaded library. A program asks before anything else: it can work with the library when the number it was
/// made for lies between `haulage_oldest_abi()` and this one. Since ABI 1.
#[unsafe(no_mangle)]
pub extern "C" fn haulage_abi_version() -> u32 {
    ABI
}

/// The oldest ABI that the loaded library still serves. Since ABI 1.
#[unsafe(no_mangle)]
pub extern "C" fn haulage_oldest_abi() -> u32 {
    OLDEST_ABI
}

/// Version of the library, such as `0.1.0`; ends with a zero and lives for ever. Since ABI 1.
#[unsafe(no_mangle)]
pub extern "C" fn haulage_version() -> *const c_char {
    const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => c"",
    };
    VERSION.as_ptr()
}
