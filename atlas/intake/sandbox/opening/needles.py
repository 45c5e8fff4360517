"""Look for bytes in a file, packed members unpacked as far as the atlas unpacks any."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

PIECE = 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024  # bytes of one packed file, which may be made to never end


def packed_holds(path: Path, needles: Sequence[bytes]) -> bool:
    """Tell whether a member of an archive holds one of the needles."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_member_holds(archive, name, needles) for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False


def _member_holds(archive: zipfile.ZipFile, name: str, needles: Sequence[bytes]) -> bool:
    with archive.open(name) as stream:
        return stream_holds(stream, needles, MOST_UNPACKED)


def stream_holds(stream: IO[bytes], needles: Sequence[bytes], most: int | None = None) -> bool:
    """Tell whether a stream holds one of the needles within its first ``most`` bytes."""
    if not needles:
        return False
    before, count, overlap = b"", 0, max(map(len, needles)) - 1
    while piece := stream.read(PIECE):
        window = before + piece
        if any(needle in window for needle in needles):
            return True
        count += len(piece)
        if most is not None and count > most:
            return False
        before = window[-overlap:]
    return False
