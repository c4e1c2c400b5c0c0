#!/bin/sh
# Brings the system packages Qt needs and fills .venv from the lock; called by make when that is out of date.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
PATH=$PATH:/usr/sbin:/sbin

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

has_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

has_font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
        -name '*.[to]tf' 2>/dev/null | head -n 1)" ]
}

has_library() {
    case $1 in
        font) has_font ;;
        *) printf '%s\n' "$known_libraries" | grep -qF "$1 " ;;
    esac
}

missing_packages() {
    has_venv || printf 'python3-venv '
    command -v ldconfig >/dev/null 2>&1 || return 0
    known_libraries=$(ldconfig -p)
    grep -v '^#' packaging/apt-packages.txt | while read -r package library; do
        [ -z "$package" ] || has_library "$library" || printf '%s ' "$package"
    done
}

# Prints what must stand before apt-get, or fails: nobody is asked for a password here.
root_prefix() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo sudo env
    else
        return 1
    fi
}

install_system_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Engram needs what Debian calls ${missing% }; install it if the next steps fail." >&2
        return 0
    fi
    prefix=$(root_prefix) ||
        stop "Please run this once, then try again: sudo apt-get update && sudo apt-get install ${missing% }"
    echo "Installing system packages: ${missing% }"
    # A broken repository of some other program must not stop the set-up.
    $prefix apt-get -qq update || true
    # shellcheck disable=SC2086  # both are lists of words
    $prefix DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null ||
        stop "apt-get could not install ${missing% }."
}

fill_venv() {
    .venv/bin/python -c 'import pip' 2>/dev/null || "$python" -m venv --clear .venv
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    echo "Installing Python packages into .venv"
    .venv/bin/python -m pip install -qq --only-binary :all: --require-hashes -r requirements.lock ||
        stop "pip could not install the packages of requirements.lock; is this computer online?"
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
}

try_qt() {
    answer=$(QT_QPA_PLATFORM=offscreen .venv/bin/python -c \
        'from PySide6.QtWidgets import QApplication; QApplication([])' 2>&1) ||
        stop "Qt does not start on this system: $(printf '%s\n' "$answer" | tail -n 1)"
}

command -v "$python" >/dev/null 2>&1 || stop "Engram needs Python 3.11 or newer, and there is no $python here."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Engram needs Python 3.11 or newer; this is $("$python" --version 2>&1). Another one: make PYTHON=python3.12 run"
rm -f .venv/ready
install_system_packages
has_venv || stop "$("$python" --version) cannot make virtual environments: its module ensurepip is missing."
fill_venv
try_qt
pwd -P >.venv/ready
