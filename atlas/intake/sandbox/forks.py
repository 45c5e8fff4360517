"""A warm process that has all readers loaded and forks a child for each job.

Loading the readers takes half a second, forking a few milliseconds. The parent holds one end of
``control``; when it ends, however it ends, the other end closes and this process and its children
end too. It does nothing but fork, so it has no thread that a fork could catch at a bad moment.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys

from atlas.intake.sandbox import child
from atlas.intake.sandbox.errors import NO_MEMORY


def preload() -> None:
    """Import whatever a job needs and read the codebook."""
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.intake.sandbox import jobs  # noqa: PLC0415

    codebook()
    jobs.preload_readers()
    gc.collect()
    gc.freeze()  # a child's collector leaves these pages shared


def serve(control: socket.socket) -> None:
    """Fork a child for each pair of ends that the parent sends: its line, and its status."""
    awake, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    running: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([control.fileno(), awake], [], [])
        if awake in ready:
            os.read(awake, 4_096)
            _bury(running)
        if control.fileno() in ready:
            _, ends, _, _ = socket.recv_fds(control, 1, 2)
            if len(ends) != 2:
                break
            line, status = ends
            pid = os.fork()
            if pid == 0:
                _become_child(line, [control.detach(), awake, wake, status, *running.values()])
            os.close(line)
            running[pid] = status
            _tell(status, pid)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _become_child(line: int, others: list[int]) -> None:
    """Do the job and end; nothing of the warm process is open any more."""
    code = NO_MEMORY
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in others:
            os.close(number)
        child.quiet()
        code = child.run_job(os.fdopen(os.dup(line), "rb"), os.fdopen(line, "wb"))
    finally:
        os._exit(code)


def _bury(running: dict[int, int]) -> None:
    """Report how each child ended to its parent."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        end = running.pop(pid)
        _tell(end, os.waitstatus_to_exitcode(status))
        os.close(end)


def _tell(end: int, number: int) -> None:
    try:
        os.write(end, f"{number}\n".encode())
    except OSError:
        return  # no one waits for this child any more


if __name__ == "__main__":
    preload()
    serve(socket.socket(fileno=int(sys.argv[1])))
