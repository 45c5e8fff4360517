"""The warm process from which readers are forked; importing this module loads no reader."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading

from atlas.settings import ROOT

LEFT_ALONE = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "ATLAS_HOME")


def environment() -> dict[str, str]:
    """Return the environment of a child: no password of a database, one thread for numbers."""
    variables = {name: os.environ[name] for name in LEFT_ALONE if name in os.environ}
    return variables | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class _Warm:
    """The process that forks; started when first needed, and again should it ever end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless it runs; it loads the readers while the caller goes on."""
        with self._lock:
            if self._control is None:
                self._control = self._begin()

    def send(self, ends: list[int]) -> None:
        """Let it fork a child that gets these ends: its line, and its status."""
        with self._lock:
            if self._control is not None:
                with contextlib.suppress(OSError):
                    socket.send_fds(self._control, [b"j"], ends)
                    return
                self.end()
            self._control = self._begin()
            socket.send_fds(self._control, [b"j"], ends)

    def end(self) -> None:
        """Close the line to the process, which is its sign to end, and wait for that."""
        if self._control is not None and self.process is not None:
            self._control.close()
            self.process.wait()
            self._control = None

    def _begin(self) -> socket.socket:
        here, there = socket.socketpair()
        with there:
            os.set_inheritable(there.fileno(), True)
            self.process = subprocess.Popen(
                [sys.executable, "-m", "atlas.intake.sandbox.forks", str(there.fileno())],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env=environment(),
                start_new_session=True,  # Ctrl-C is for the parent, whose end is noticed
            )
        return here


warm = _Warm()
