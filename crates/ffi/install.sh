#!/bin/sh
# Builds the library and installs it under its own name: crates/ffi/install.sh [PREFIX], /usr/local unless told.
#
#   PREFIX/lib/libhaulage.so.1    the shared library by its SONAME, libhaulage.so beside it for the linker
#   PREFIX/lib/libhaulage.a       the static one
#   PREFIX/include/haulage.h
#   PREFIX/lib/pkgconfig/haulage.pc
set -eu
prefix=${1:-/usr/local}
crate=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$crate"

cargo build --release --package haulage-ffi
built=${CARGO_TARGET_DIR:-$crate/../../target}/release
version=$(cargo pkgid --package haulage-ffi | sed 's/.*[#@]//')

install -d "$prefix/lib/pkgconfig" "$prefix/include"
install -m 755 "$built/libhaulage_ffi.so" "$prefix/lib/libhaulage.so.1"
ln -sf libhaulage.so.1 "$prefix/lib/libhaulage.so"
install -m 644 "$built/libhaulage_ffi.a" "$prefix/lib/libhaulage.a"
install -m 644 include/haulage.h "$prefix/include/haulage.h"
cat > "$prefix/lib/pkgconfig/haulage.pc" <<PC
prefix=$prefix
Name: haulage
Description: An embeddable logistics engine: shipments, routing and scheduling
Version: $version
Cflags: -I\${prefix}/include
Libs: -L\${prefix}/lib -lhaulage
Libs.private: -lpthread -ldl -lm
PC
echo "installed libhaulage $version under $prefix"
