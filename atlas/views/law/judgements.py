"""A coded answer in the reader's language, with all that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.codebook import MissingReason, Question, codebook
from atlas.i18n import N_, Translator, date
from atlas.links import web_address
from atlas.store.record_rows import DECIDED, READ_ONCE, READ_TWICE, reading_status
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.map.payload import REASON_NAMES

ONCE, ALIKE, APART = 1, 2, 3
MARKS = {"": 0, READ_ONCE: ONCE, READ_TWICE: ALIKE, DECIDED: APART}
READINGS = {
    ONCE: N_("Read once by machine, not confirmed by anybody"),
    ALIKE: N_("Read twice by machine with the same result, not confirmed by anybody"),
    APART: N_("Read twice by machine with different results; a third reading decides"),
}
READING_COUNTS = {
    ONCE: N_("read once by machine"),
    ALIKE: N_("read twice by machine"),
    APART: N_("read three times by machine"),
}


@dataclass(frozen=True)
class CodedAnswer:
    """One answer and its legal basis; ``reason`` is set where a source says why there is none.

    ``reading`` says how a machine read it and ``readings`` how often; both are empty for others.
    ``agrees`` tells whether a second coder, who answered blind, gave the same answer; None
    where nobody did.
    """

    question: str
    code: str
    answer: str
    definition: str
    reason: str
    year: str
    evidence: str
    law: str
    article: str
    law_date: str
    law_url: str
    coder: str
    second_coder: str
    second_answer: str
    agrees: bool | None
    reading: str
    readings: str
    proof: SourceEvidence


def coded_answer(row: pd.Series, t: Translator) -> CodedAnswer:
    """Return a judgement (a row of ``atlas.store.reading.read_records``) for reading."""
    question = codebook().questions[row["question"]]
    code = str(row["answer"] or "")
    reason = "" if code else str(row["missing_reason"])
    scale = {a.code: a for a in question.answers}
    second = str(row["second_answer"] or "")
    reading = machine_reading(row)
    proof = evidence_of(row, t)
    return CodedAnswer(
        question=question.id,
        code=code,
        answer=answer_name(question, code, t) if code else reason_name(reason, t),
        definition=t(scale[code].definition) if code and scale[code].definition else "",
        reason=reason,
        year=str(row["period"]),
        evidence=str(row["evidence"] or ""),
        law=str(row["law"] or ""),
        article=str(row["article"] or ""),
        law_date=date(row["law_date"], t.lang) if row["law_date"] else "",
        law_url=web_address(row["law_url"]),
        coder=str(row["collector"] or ""),
        second_coder=str(row["second_coder"] or ""),
        second_answer=answer_name(question, second, t) if second else "",
        agrees=(second == code) if second and code else None,
        reading=t(READINGS[reading]) if reading else "",
        readings=t(READING_COUNTS[reading]) if reading else "",
        proof=proof,
    )


def machine_reading(row: pd.Series) -> int:
    """Return how an answer was read by machine: a key of ``READINGS``, 0 for other methods."""
    columns = ("method", "answer", "second_coder", "second_answer")
    return MARKS[reading_status(*(str(row[name] or "") for name in columns))]


def answer_name(question: Question, code: str, t: Translator) -> str:
    """Return an answer's name in the reader's language."""
    answer = question.answer(code)
    return t(answer.name) if answer else code


def reason_name(reason: str, t: Translator) -> str:
    """Return the name of a missing reason."""
    return t(REASON_NAMES[MissingReason(reason)])
