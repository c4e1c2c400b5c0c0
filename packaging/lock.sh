#!/bin/sh
# Writes requirements.lock: every version and its hashes, for Linux, Windows and macOS from Python 3.11 on.
# The packages come by name from whatever index pip is set up for; no address gets into the file.
set -eu
cd "$(dirname "$0")/.."
[ -x build/lock/bin/uv ] || {
    "${PYTHON:-python3}" -m venv --clear build/lock
    build/lock/bin/python -m pip install --quiet uv
}
# pip itself stays as the venv brings it: sqlite-utils asks for any version.
build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
    --extra test --extra bundle --no-emit-package pip \
    --generate-hashes --no-annotate --custom-compile-command "make lock" \
    --output-file requirements.lock pyproject.toml
! grep -n '://' requirements.lock
