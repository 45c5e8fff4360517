"""Ask a child to do a job and wait for it, in a thread of the caller's."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any, Protocol, TypeVar, cast

from atlas.errors import AtlasError
from atlas.intake.sandbox.child import HEAD, JobRequest
from atlas.intake.sandbox.errors import reason_of, stop_error
from atlas.intake.sandbox.limits import Limits, reader_limits
from atlas.intake.sandbox.packing import Forged, unpack_value
from atlas.intake.sandbox.warm import environment, warm
from atlas.settings import ROOT

GRACE = 5  # seconds after which a child that its own alarm did not end is ended
FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
FORGERIES = (Forged, ValueError, KeyError, IndexError, TypeError, struct.error)
T = TypeVar("T")
log = logging.getLogger("atlas.sandbox")


class ChildChannel(Protocol):
    """A child: the request is written to it, the answer is read from it."""

    @property
    def to(self) -> IO[bytes]:
        """Where the request is written."""

    @property
    def back(self) -> IO[bytes]:
        """Where the answer is read."""

    def kill(self) -> None:
        """End the child."""

    def status(self) -> int:
        """Wait for its end and return its exit code, negative for a signal."""

    def close(self) -> None:
        """End the child if it has not ended, and let go of it."""


_free = threading.Condition()
_busy = 0


class _Forked:
    """A child forked from the warm process."""

    def __init__(self) -> None:
        here, there = socket.socketpair()
        read_end, write_end = os.pipe()
        try:
            warm.send([there.fileno(), write_end])
        finally:
            there.close()
            os.close(write_end)
        self.to, self.back = here.makefile("wb"), here.makefile("rb")
        here.close()  # the two files keep it
        self._end = os.fdopen(read_end, "r")
        self._pid = int(self._end.readline() or 0)

    def kill(self) -> None:
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def status(self) -> int:
        self._pid, line = 0, self._end.readline()
        return int(line or -signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        self._end.close()


class _Spawned:
    """A child of its own interpreter, where processes cannot be forked."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "atlas.intake.sandbox.once"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
        )
        self.to = cast(IO[bytes], self._process.stdin)
        self.back = cast(IO[bytes], self._process.stdout)

    def kill(self) -> None:
        self._process.kill()

    def status(self) -> int:
        return self._process.wait()

    def close(self) -> None:
        self.kill()
        self._process.wait()


def run_in_child(
    job: Callable[..., Iterator[bytes]],
    file: str,
    *arguments: Any,
    take: Callable[[Iterator[bytes]], T],
) -> T:
    """Let a child do a job of ``atlas.intake.sandbox.jobs``; return what ``take`` makes of it.

    Parameters
    ----------
    file
        The name that an error says.
    take
        Gets the pieces of the answer while the child still works.

    Raises
    ------
    ReaderStopped
        When the child uses more than it may, or ends without an answer.
    AtlasError
        What the job raises.
    """
    bounds = reader_limits()
    with _turn(bounds.readers), tempfile.TemporaryDirectory(prefix="atlas-reader-") as folder:
        line: ChildChannel = _Forked() if FORKS else _Spawned()
        alarm = threading.Timer(bounds.clock + GRACE, line.kill)
        alarm.daemon = True
        alarm.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                pickle.dump(JobRequest(job, arguments, bounds, folder), line.to)
                line.to.flush()
            return take(_pieces(line, alarm, file, bounds))
        except FORGERIES as error:
            log.error("the reader of %s sent what no reader sends: %s", file, error)
            raise stop_error("died", file, bounds) from error
        finally:
            alarm.cancel()
            line.close()
            with contextlib.suppress(OSError):
                line.to.close()
            line.back.close()


def _pieces(
    line: ChildChannel, alarm: threading.Timer, file: str, bounds: Limits
) -> Iterator[bytes]:
    """Yield the pieces of an answer; raise what ended it."""
    remaining = bounds.answer
    while len(head := line.back.read(HEAD.size)) == HEAD.size:
        kind, length = HEAD.unpack(head)
        remaining -= length
        if remaining < 0:
            raise stop_error("answer", file, bounds)
        data = line.back.read(length)
        if len(data) < length:
            break
        if kind == b"r":
            return
        if kind == b"e":
            raise _error(data)
        if kind == b"s":
            log.warning("the reader of %s stopped: %s", file, data.decode(errors="replace"))
            raise stop_error("died", file, bounds)
        yield data
    reason = reason_of(line.status())
    raise stop_error("clock" if alarm.finished.is_set() else reason, file, bounds)


def _error(data: bytes) -> AtlasError:
    """Return an error of the atlas's as it was raised in the child."""
    kind, message, params, state = unpack_value(data)
    error: AtlasError = kind.__new__(kind)
    AtlasError.__init__(error, message, **params)
    vars(error).update(state)
    return error


def busy() -> int:
    """Return how many children work now."""
    return _busy


@contextlib.contextmanager
def _turn(most: int) -> Iterator[None]:
    """Wait until fewer than ``most`` children work."""
    global _busy  # noqa: PLW0603 - one count for the process
    with _free:
        _free.wait_for(lambda: _busy < most)
        _busy += 1
    try:
        yield
    finally:
        with _free:
            _busy -= 1
            _free.notify()
