#!/bin/sh
# Builds the library and runs every test of the package. A library that is built already comes by HAULAGE_LIBRARY.
#
# On Debian: apt-get install php-cli php-fpm phpunit php-parser libfcgi-bin php-codesniffer composer
# Needed are php-cli (with FFI) and phpunit; tests that want one of the others say that they are skipped.
set -eu
package=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$package"

for program in php phpunit; do
    command -v $program > /dev/null || { echo "install $program (see $0)"; exit 1; }
done
if [ -z "${HAULAGE_LIBRARY:-}" ]; then
    cargo build --quiet --package haulage-ffi
    HAULAGE_LIBRARY=${CARGO_TARGET_DIR:-$package/../../target}/debug/libhaulage_ffi.so
fi
HAULAGE_LIBRARY=$(realpath "$HAULAGE_LIBRARY")
export HAULAGE_LIBRARY

if command -v composer > /dev/null; then
    COMPOSER_ALLOW_SUPERUSER=1 composer validate --strict --no-check-publish --quiet
else
    echo "skipped: there is no composer"
fi
if command -v phpcs > /dev/null; then
    phpcs --standard=phpcs.xml
else
    echo "skipped: there is no phpcs"
fi
phpunit
