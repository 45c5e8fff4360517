"""A contact as question and answer: each answer belongs to the question that it was given to.

The pairs are read from the published versions. A question that was changed after an answer is a
new question without one; an answer that was changed is a new answer; what stood before stays, with
its dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from atlas.community.version import Entry

Words = dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A question and its answer, with the days on which each was published."""

    society: Words = field(default_factory=dict)
    asked: dt.date | None = None
    state: Words = field(default_factory=dict)
    answered: dt.date | None = None
    version: int = 0  # the one that asked


def pairs(versions: Iterable[Entry]) -> list[Pair]:
    """Return a contact's pairs, the first one first; the last is the one that stands.

    ``versions`` are its published ones in any order.
    """
    made: list[Pair] = []
    before = Pair()
    for each in sorted(versions, key=lambda e: e.version):
        day = (each.reviewed_at or each.proposed_at).date()
        society, state = dict(each.content.society), dict(each.content.state)
        if not made:
            made.append(_pair(each.version, society, state, day))
        elif society != before.society:
            new = state if state != before.state else {}
            asked = _pair(each.version, society, new, day)
            made[-1:] = [made[-1], asked] if made[-1].state else [asked]
        elif state != before.state:
            given = replace(made[-1], state=state, answered=day if state else None)
            made[-1:] = [made[-1], given] if made[-1].state else [given]
        before = Pair(society, state=state)
    return made


def _pair(version: int, society: Words, state: Words, day: dt.date) -> Pair:
    return Pair(society, day if society else None, state, day if state else None, version)
