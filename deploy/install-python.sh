#!/bin/sh
# Make the virtual environment; on Debian its module is a package of its own.
set -eu
python="${PYTHON:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "The atlas needs Python 3.11 or newer; name it with PYTHON=..., or install python3." >&2
    exit 2
fi
[ -x .venv/bin/pip ] && exit 0
if ! "$python" -m venv .venv 2>/dev/null; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "Python's venv module is missing: sudo apt-get install python3-venv" >&2
        exit 2
    fi
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    rm -rf .venv
    "$python" -m venv .venv
fi
