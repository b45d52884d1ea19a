#!/usr/bin/env bash
# Builds the package into a virtual environment of the target folder and runs every check of the binding.
# Arguments go to pytest. HAULAGE_BLESS=1 writes the stubs anew instead of comparing them.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/../../target}"
venv="$CARGO_TARGET_DIR/python-venv"
stubs="$CARGO_TARGET_DIR/python-stubs"

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
export VIRTUAL_ENV="$venv" PATH="$venv/bin:$PATH"
# Frames are tested with the libraries that can be had; the package needs none of them.
pip install --quiet "maturin>=1.16,<2" "pytest>=8" "mypy>=1.15"
for library in numpy pyarrow pandas polars duckdb; do
    pip install --quiet "$library" || echo "without $library: its tests are skipped"
done

maturin develop --release --quiet

rm -rf "$stubs"
maturin generate-stubs --profile release --quiet --out "$stubs"
stub=$(find "$stubs" -name '_native.pyi' -o -name '__init__.pyi' | head -1)
if [ -n "${HAULAGE_BLESS:-}" ]; then
    cp "$stub" python/haulage/_native.pyi
fi
diff -u python/haulage/_native.pyi "$stub" || { echo "stubs differ from the code: run HAULAGE_BLESS=1 $0"; exit 1; }

mypy
python -m mypy.stubtest haulage
python -m pytest "$@"
