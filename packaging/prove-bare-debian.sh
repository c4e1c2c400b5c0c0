#!/bin/sh
# Proves the README's two commands on a bare Debian 12 that has python3 and make and nothing else.
#   sudo packaging/prove-bare-debian.sh [FOLDER]     (FOLDER keeps the bare system for the next time)
# Needs debootstrap; takes the work tree as it stands, without what git ignores. With Xvfb it opens the
# window too, and with imagemagick it puts a picture of it into build/bare-debian.png. Packages come
# from where this computer gets its own (apt's mirror, or DEBIAN_MIRROR; pip's index); certificates are
# lent while the proof runs.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
bare=$folder/bare
system=$folder/system
checkout=/home/learner/engram

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

tidy() {
    [ -z "${screen:-}" ] || kill "$screen" || true
    rm -rf --one-file-system "$system" "$folder/said" "$folder/display"
    [ "$folder" = "${keep:-}" ] || rm -rf --one-file-system "$folder"
}

make_bare() {
    # shellcheck disable=SC2016  # apt fills it in
    mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' \
        'Identifier: Packages' | head -n 1)}
    [ -n "$mirror" ] || fail "apt knows no mirror of Debian 12 here; set DEBIAN_MIRROR."
    mkdir -p "$folder"
    debootstrap --variant=minbase --include=python3,make bookworm "$bare.part" "$mirror" >/dev/null
    mv "$bare.part" "$bare"
}

make_system() {
    [ -d "$bare" ] || make_bare
    rm -rf --one-file-system "$system"
    cp -a "$bare" "$system"
    grep -ls '^Acquire::' /etc/apt/apt.conf.d/* | xargs -r cp -t "$system/etc/apt/apt.conf.d"
    cp /etc/resolv.conf /etc/hosts "$system/etc/"
    cp "${PIP_CERT:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}" "$system/etc/lent.crt"
    mkdir -p "$system$checkout"
    git ls-files --cached --others --exclude-standard -z |
        tar --null --files-from - --ignore-failed-read -cf - 2>/dev/null | tar -xf - -C "$system$checkout"
    chown -R 1000:1000 "$system/home/learner"
}

# inside USER COMMAND...: in the copied checkout, with no variable of this computer but those lent.
inside() {
    user=$1
    shift
    user_home=/home/learner
    [ "$user" != 0:0 ] || user_home=/root
    ${cut_off:-} env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=$user_home LANG=C.UTF-8 \
        PIP_CERT=/etc/lent.crt ${index:+PIP_INDEX_URL="$index"} ${shown:+DISPLAY="$shown"} \
        chroot --userspec="$user" "$system" sh -c "cd $checkout && $*"
}

open_window() {
    Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$folder/display" 2>/dev/null &
    screen=$!
    sleep 2
    shown=:$(cat "$folder/display")
    inside 1000:1000 timeout 15 make run &
    window=$!
    sleep 10
    mkdir -p build
    ! command -v import >/dev/null || import -display "$shown" -window root build/bare-debian.png
    result=0
    wait $window || result=$?
    shown=
    [ $result = 124 ] || fail "the window closed by itself with $result"
}

keep=${1:-}
trap tidy EXIT
index=$(python3 -m pip config get global.index-url 2>/dev/null || true)
make_system

say "make test as a user without root: names the command and stops"
! inside 1000:1000 make test || fail "it should have stopped"

say "make run as root without a screen: sets up, then says in one sentence that it needs one"
begun=$(date +%s)
! inside 0:0 make run >"$folder/said" 2>&1 || fail "it should have ended with 1"
cat "$folder/said"
[ -f "$system$checkout/src/engram/shipped/deck.engram" ] || fail "there is no shipped deck"
! grep -q Traceback "$folder/said" || fail "that is no sentence"
echo "set up in $(($(date +%s) - begun)) s, $(du -sh "$system" | cut -f 1) on disk"

cut_off="unshare --net"
say "make test as the user, cut off from the network: nothing is set up the second time"
inside 1000:1000 make test
cut_off=

if command -v Xvfb >/dev/null; then
    say "make run as the user, on a screen"
    open_window
fi
say "Proved."
