"""Jobs that do what a reader must not; a child imports them by their names."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

from atlas.errors import UnknownCountry
from atlas.intake.sandbox.packing import pack_value


def loops() -> Iterator[bytes]:
    while True:
        pass
    yield b""


def waits() -> Iterator[bytes]:
    signal.pause()
    yield b""


def fills() -> Iterator[bytes]:
    yield b"x" * (1 << 33)


def fills_slowly() -> Iterator[bytes]:
    parts = []
    while True:
        parts.append([0.5] * 100_000)
    yield b""


def floods() -> Iterator[bytes]:
    while True:
        yield b"x" * (1 << 20)


def aborts() -> Iterator[bytes]:
    os.abort()
    yield b""


def is_killed() -> Iterator[bytes]:
    yield b"half of it"
    os.kill(os.getpid(), signal.SIGKILL)


def leaves() -> Iterator[bytes]:
    os._exit(0)
    yield b""


def recurses() -> Iterator[bytes]:
    def deeper() -> None:
        deeper()

    deeper()
    yield b""


def writes(path: Path, size: int) -> Iterator[bytes]:
    path.write_bytes(bytes(size))
    yield b"wrote"


def refuses() -> Iterator[bytes]:
    raise UnknownCountry("Atlantis", ("Austria",))
    yield b""


def environment() -> Iterator[bytes]:
    yield pack_value(dict(os.environ))


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def forges() -> Iterator[bytes]:
    yield pickle.dumps(_Evil())
