"""What the reader of one file may use; the one place where these limits stand."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from atlas.settings import limit

try:
    import resource
except ImportError:  # Windows: only the time by the clock is held, by the parent
    resource = None  # type: ignore[assignment]

MEGABYTE = 1 << 20
OPEN_FILES = 64
NICE = 5  # readers of pages come first


@dataclass(frozen=True)
class Limits:
    """Limits of one child process; see docs/hostile-files.md.

    Attributes
    ----------
    memory
        Bytes beyond those of a reader that has not opened a file yet.
    processor, clock
        Seconds of processor time, and seconds by the clock.
    answer
        Bytes that come back.
    written
        Bytes of one temporary file.
    readers
        Children at the same time; who comes later waits.
    """

    memory: int
    processor: int
    clock: int
    answer: int
    written: int
    readers: int

    def impose(self) -> None:
        """Bind this process to the limits. What a system does not know, it does not hold."""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, self.clock)
        if resource is None:
            return
        _bind("RLIMIT_CPU", self.processor + round(time.process_time()), 1)
        _bind("RLIMIT_AS", _address_space() + self.memory)
        _bind("RLIMIT_FSIZE", self.written)
        _bind("RLIMIT_NOFILE", OPEN_FILES)
        _bind("RLIMIT_NPROC", 0)  # no further process or thread
        _bind("RLIMIT_CORE", 0)
        os.nice(NICE)


def _bind(name: str, most: int, more: int = 0) -> None:
    """Set a soft limit; the hard one, which ends the process silently, is ``more`` above it."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]
    last = most + more if hard == resource.RLIM_INFINITY else min(most + more, hard)
    resource.setrlimit(kind, (min(most, last), last))


def _address_space() -> int:
    """Return the bytes of this process's address space, where the system tells."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 512 * MEGABYTE
    return int(statm.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def reader_limits() -> Limits:
    """Read the environment; cheap, so tests may change it between calls.

    Raises
    ------
    NoNumber
    """
    return Limits(
        memory=limit("ATLAS_READER_MEMORY_MB") * MEGABYTE,
        processor=limit("ATLAS_READER_PROCESSOR_SECONDS"),
        clock=limit("ATLAS_READER_SECONDS"),
        answer=limit("ATLAS_READER_ANSWER_MB") * MEGABYTE,
        written=256 * MEGABYTE,
        readers=limit("ATLAS_READERS"),
    )
