#!/bin/sh
# Lets a built program prove itself: from another folder, for a new user, with no Python on the path.
# A broken bundle may hang instead of ending, hence the time limit.
set -eu
program=$(realpath "$1")
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
cd "$elsewhere"
timeout 120 env -i HOME="$elsewhere" PATH=/nowhere LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen "$program" selftest
