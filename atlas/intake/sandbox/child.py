"""What runs in the child: bind itself to the limits, do the job, send the answer, end.

Messages on the line are a letter, a length and bytes: ``p`` a piece of the answer, ``r`` its
end, ``e`` an error that the atlas raises on purpose, ``s`` what went wrong otherwise. A child
without memory says so by its exit code, for which it needs none.
"""

from __future__ import annotations

import os
import pickle
import struct
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from atlas.errors import AtlasError
from atlas.intake.sandbox.errors import NO_MEMORY
from atlas.intake.sandbox.limits import Limits
from atlas.intake.sandbox.packing import pack_value

HEAD = struct.Struct("<cI")


@dataclass(frozen=True)
class JobRequest:
    """A job for a child. ``job`` yields the pieces of the answer."""

    job: Callable[..., Iterator[bytes]]
    arguments: tuple[Any, ...]
    bounds: Limits
    folder: str  # for temporary files; the parent removes it


def run_job(line_in: BinaryIO, line_out: BinaryIO) -> int:
    """Do the one job that the line asks for; return the exit code."""
    request: JobRequest = pickle.load(line_in)
    tempfile.tempdir = request.folder
    request.bounds.impose()
    try:
        for piece in request.job(*request.arguments):
            _send(line_out, b"p", piece)
        _send(line_out, b"r", b"")
    except MemoryError:
        return NO_MEMORY
    except AtlasError as error:
        state = {k: v for k, v in vars(error).items() if k not in ("message", "params")}
        _send(line_out, b"e", pack_value((type(error), error.message, error.params, state)))
    except BaseException:  # whatever a hostile file leads to, also a native reader's panic
        _send(line_out, b"s", traceback.format_exc().encode()[-4_000:])
    return 0


def _send(line: BinaryIO, kind: bytes, data: bytes) -> None:
    line.write(HEAD.pack(kind, len(data)))
    line.write(data)
    line.flush()


def quiet() -> None:
    """Discard what native libraries write to the standard streams."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
