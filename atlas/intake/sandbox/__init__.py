"""Strangers' files are read in a child process, which no memory, time or crash leaves.

``limits`` says what a reader may use, ``jobs`` what it does, ``forks`` keeps a warm process from
which each reader is forked, ``child`` is what runs there, ``parent`` asks and waits, ``packing``
carries the answer. Whoever holds a stranger's file calls ``jobs`` through ``run`` only.
"""

from atlas.intake.sandbox.errors import FileTooDemanding, ReaderDied, ReaderStopped, stopped
from atlas.intake.sandbox.limits import Limits, limits
from atlas.intake.sandbox.parent import run
from atlas.intake.sandbox.reading import (
    Read,
    comments,
    connected,
    copied,
    holding,
    marked,
    read,
    redrawn,
)

__all__ = [
    "FileTooDemanding",
    "Limits",
    "Read",
    "ReaderDied",
    "ReaderStopped",
    "comments",
    "connected",
    "copied",
    "holding",
    "limits",
    "marked",
    "read",
    "redrawn",
    "run",
    "stopped",
]
