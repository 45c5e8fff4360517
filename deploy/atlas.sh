#!/bin/sh
# The atlas command, from any folder; `make setup` copies it to .venv/bin/atlas.
root=$(cd "$(dirname "$0")/../.." && pwd)
PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}" exec "$root/.venv/bin/python" -m atlas "$@"
