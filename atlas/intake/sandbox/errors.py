"""Why a reader was stopped, in the user's language and with a remedy."""

from __future__ import annotations

import signal

from atlas.i18n import N_
from atlas.intake.sandbox.limits import MEGABYTE, Limits
from atlas.intake.sheets.long.opening import UnreadableFile

NO_MEMORY = 12  # exit code of a child that has none left (ENOMEM)
KINDS = ("memory", "time", "clock", "answer", "died")


class ReaderStopped(UnreadableFile):
    """The reader of a file ended without an answer; the same file would end it again.

    ``reason`` is one of ``KINDS``.
    """

    code = "reader-stopped"
    reason = "died"


class FileTooDemanding(ReaderStopped):
    """Reading the file took more memory, time or room for the answer than one file may."""

    code = "file-too-demanding"
    memory = N_(
        "Reading {file} took more than {limit} MB of memory and was stopped. Copy the rows with"
        " data as values into a new workbook, or save them as CSV; split a large file."
    )
    time = N_(
        "Reading {file} took more than {limit} seconds and was stopped. Copy the rows with"
        " data as values into a new workbook, or save them as CSV; split a large file."
    )
    clock = time
    answer = N_(
        "{file} contains more than {limit} MB of figures and texts. Split it into several files."
    )

    def __init__(self, file: str, reason: str, limit: int) -> None:
        self.reason = reason
        super().__init__(getattr(self, reason), file=file, limit=limit)


class ReaderDied(ReaderStopped):
    """The reader crashed, or was ended from outside."""

    code = "reader-died"
    template = (
        "The reader of {file} stopped before the end of the file. Copy the rows with data as"
        " values into a new workbook, or save them as CSV, and try that file."
    )

    def __init__(self, file: str) -> None:
        super().__init__(self.template, file=file)


def stop_error(reason: str, file: str, bounds: Limits) -> ReaderStopped:
    """Return the error of a reason."""
    limit = {
        "memory": bounds.memory // MEGABYTE,
        "time": bounds.processor,
        "clock": bounds.clock,
        "answer": bounds.answer // MEGABYTE,
    }
    return FileTooDemanding(file, reason, limit[reason]) if reason in limit else ReaderDied(file)


def reason_of(status: int) -> str:
    """Return the reason behind the status of a process that ended (``os.waitstatus_to_exitcode``).

    A native library whose request for memory is refused aborts.
    """
    names = {"SIGABRT": "memory", "SIGXCPU": "time", "SIGALRM": "clock"}
    if status == NO_MEMORY:
        return "memory"
    reasons = {getattr(signal, name, None): reason for name, reason in names.items()}
    return reasons.get(-status, "died") if status < 0 else "died"
