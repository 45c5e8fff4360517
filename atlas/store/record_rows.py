"""Rows for machines of the kinds beside observations: what API, command line, downloads give."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.codebook import codebook
from atlas.codebook.model import Method
from atlas.store.kinds import JUDGEMENT, RecordKind

# What the codebook says of a judgement, whether a second coder came to the same answer, and how
# often a machine read it.
EXPLAINED = ("question_text", "answer_name", "agreement", "status")
READ_ONCE, READ_TWICE, DECIDED = "read-once", "read-twice", "decided"
STATUSES = (READ_ONCE, READ_TWICE, DECIDED)
EXPLAINING = ("question", "answer", "second_answer", "method", "second_coder")
PROVEN = (
    "source",
    "source_url",
    "licence",
    "accessed",
    "method",
    "reliability",
    "original",
    "locator",
    "note",
    "processing",
    "source_origin",
    "release",
)


def record_fields(kind: RecordKind) -> tuple[str, ...]:
    """Return the fields of a record of a kind, in their order."""
    extra = EXPLAINED if kind is JUDGEMENT else ()
    return ("id", "country", *kind.own, *extra, *PROVEN)


def record_frame(kind: RecordKind, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of ``atlas.store.reading.read_records`` with exactly ``record_fields``."""
    table = frame if kind is not JUDGEMENT else _add_explanations(frame)
    return table[list(record_fields(kind))]


def record_dicts(kind: RecordKind, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return JSON-ready records; what is empty or absent is None."""
    rows = record_frame(kind, frame).to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def reading_status(method: str, answer: str, second_coder: str, second: str) -> str:
    """Return how a machine read an answer: one of ``STATUSES``; "" for what people coded.

    Examples
    --------
    >>> reading_status("machine-read", "yes", "reading B1", "yes")
    'read-twice'
    """
    if method != Method.MACHINE_READ:
        return ""
    if not second_coder:
        return READ_ONCE
    return READ_TWICE if (second or "") == (answer or "") else DECIDED


def _plain(value: Any) -> Any:
    return None if value is None or value == "" else value


def _add_explanations(frame: pd.DataFrame) -> pd.DataFrame:
    answers = [_explain(*each) for each in zip(*(frame[name] for name in EXPLAINING), strict=True)]
    columns = list(zip(*answers, strict=True)) or [()] * len(EXPLAINED)
    series = {
        name: pd.Series(list(column), index=frame.index, dtype=object)
        for name, column in zip(EXPLAINED, columns, strict=True)
    }
    return frame.assign(**series)


def _explain(
    question: str, answer: str, second: str, method: str, second_coder: str
) -> tuple[str, str, bool | None, str]:
    question_entry = codebook().questions.get(question)
    answer_entry = question_entry.answer(answer) if question_entry else None
    agreement = answer == second if second else None
    return (
        question_entry.text if question_entry else "",
        answer_entry.name if answer_entry else "",
        agreement,
        reading_status(method, answer, second_coder, second),
    )
