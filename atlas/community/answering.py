"""A contact as question and answer: each answer belongs to the question that it was given to.

The pairs are read from the published versions. A question that was changed after an answer is a
new question without one; an answer that was changed is a new answer; what stood before stays, with
its dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from atlas.community.version import EntryVersion

Words = dict[str, str]


@dataclass(frozen=True)
class QuestionAnswer:
    """A question and its answer, with the days on which each was published."""

    society: Words = field(default_factory=dict)
    asked: dt.date | None = None
    state: Words = field(default_factory=dict)
    answered: dt.date | None = None
    version: int = 0  # the one that asked


def question_answers(versions: Iterable[EntryVersion]) -> list[QuestionAnswer]:
    """Return a contact's pairs, the first one first; the last is the one that stands.

    ``versions`` are its published ones in any order.
    """
    result: list[QuestionAnswer] = []
    before = QuestionAnswer()
    for each in sorted(versions, key=lambda e: e.version):
        day = (each.reviewed_at or each.proposed_at).date()
        society, state = dict(each.content.society), dict(each.content.state)
        if not result:
            result.append(_pair(each.version, society, state, day))
        elif society != before.society:
            new = state if state != before.state else {}
            next_pair = _pair(each.version, society, new, day)
            result[-1:] = [result[-1], next_pair] if result[-1].state else [next_pair]
        elif state != before.state:
            with_answer = replace(result[-1], state=state, answered=day if state else None)
            result[-1:] = [result[-1], with_answer] if result[-1].state else [with_answer]
        before = QuestionAnswer(society, state=state)
    return result


def _pair(version: int, society: Words, state: Words, day: dt.date) -> QuestionAnswer:
    return QuestionAnswer(society, day if society else None, state, day if state else None, version)
