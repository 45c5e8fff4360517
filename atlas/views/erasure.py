"""What an erasure reached and what it did not, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from atlas.editorial.backups.copies import Copy
from atlas.editorial.erasure import UNREACHED, ErasureReport
from atlas.editorial.traces import Trace
from atlas.i18n import N_

ERASED = N_("Erased in {table}: {n}")
NOWHERE = N_("The erased words are no longer in the database or the data folder.")
REMAINS = N_("The same words still appear in {where}: {n}")
REMAINS_ROWS = N_("The same words still appear in {where}: {n} ({rows})")
EXPIRES = N_("A backup of {made} holds it until {expires}: {path}")
STAYS = N_("A backup of {made} holds it and does not expire by itself: {path}")


class Says(Protocol):
    """A function that says a template in one language."""

    def __call__(self, message: str, /, **params: object) -> str:
        """Say it."""


@dataclass(frozen=True)
class ErasureSentences:
    """A report as sentences: what was done, what is left, what cannot be reached."""

    done: tuple[str, ...]
    left: tuple[str, ...]
    unreached: tuple[str, ...]


def erasure_sentences(report: ErasureReport, say: Says, *, places: bool = True) -> ErasureSentences:
    """Return a report's sentences; without ``places`` no row and no path is named."""
    sentences = [say(ERASED, table=table, n=n) for table, n in sorted(report.erased.items())]
    if report.complete:
        sentences.append(say(NOWHERE))
    remaining = [_remaining(trace, say, places) for trace in report.remaining]
    not_reached = [_copy(copy, say, places) for copy in report.copies]
    not_reached += [say(UNREACHED[code]) for code in report.unreached]
    return ErasureSentences(tuple(sentences), tuple(remaining), tuple(not_reached))


def _remaining(trace: Trace, say: Says, places: bool) -> str:
    if places and trace.rows:
        words = {"where": trace.where, "n": trace.count, "rows": ", ".join(trace.rows)}
        return say(REMAINS_ROWS, **words)
    return say(REMAINS, where=trace.where, n=trace.count)


def _copy(copy: Copy, say: Says, places: bool) -> str:
    words = {"made": f"{copy.made:%Y-%m-%d}", "path": copy.path if places else copy.kind}
    if copy.expires is None:
        return say(STAYS, **words)
    return say(EXPIRES, expires=f"{copy.expires:%Y-%m-%d}", **words)


def as_values(report: ErasureReport) -> dict[str, Any]:
    """Return a report for machines."""
    return {
        "complete": report.complete,
        "erased": dict(report.erased),
        "words": report.words,
        "remaining": [
            {"where": t.where, "count": t.count, "rows": list(t.rows)} for t in report.remaining
        ],
        "backups": [
            {
                "path": str(c.path),
                "kind": c.kind,
                "made": c.made.isoformat(timespec="seconds"),
                "expires": c.expires.isoformat(timespec="seconds") if c.expires else None,
            }
            for c in report.copies
        ],
        "unreached": list(report.unreached),
    }
