"""``python -m atlas``: the command line."""

from atlas.cli import app

app(prog_name="python -m atlas")
