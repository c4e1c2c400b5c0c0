#!/bin/sh
# Builds dist/engram, a folder that runs without Python, and lets it prove itself.
set -eu
cd "$(dirname "$0")/.."

if ! command -v objdump >/dev/null 2>&1; then
    echo "A bundle needs binutils (and, with Debian's own Python, libpython3.11): apt-get install binutils libpython3.11" >&2
    exit 1
fi
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level WARN \
    --distpath dist --workpath build/pyinstaller packaging/engram.spec
# Not all files: some compiled wheels no longer load when stripped.
find dist/engram/_internal \( -name 'libpython*.so*' -o -path '*/lib-dynload/*.so' -o -path '*/pysqlite3/*.so' \) \
    -exec strip --strip-unneeded {} +
packaging/selftest.sh dist/engram/engram
du -sh dist/engram
