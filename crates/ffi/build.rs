//! How the shared library is linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let system = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    match system.as_str() {
        // Never unloaded: PHP drops an FFI object at the end of a request, and unmapping code that a thread still runs is
        // the end of the process. The SONAME carries the ABI number, so that two of them can be installed side by side.
        "linux" | "android" | "freebsd" | "netbsd" | "openbsd" => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libhaulage.so.1");
        }
        "macos" => println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libhaulage.1.dylib"),
        _ => {}
    }
}
