"""How far the blind readings of constitutions agree, for the page, the command and its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

from atlas.analysis.reading_agreement import ReadingAgreement, reading_agreement
from atlas.codebook import codebook
from atlas.i18n import Translator, percent, plain, translator
from atlas.intake.law import UNREAD, Reading, readings

DECIMALS = 2
FEW = 10  # texts; a coefficient of fewer says nothing
SILENT_TOO = 1  # "no rule in the text" is one more answer


@dataclass(frozen=True)
class AgreementRow:
    """One question: texts read twice, share that agree, AC1 with its interval, alpha."""

    name: str
    texts: str
    same: str
    ac1: str
    interval: str
    alpha: str


@lru_cache(maxsize=1)
def measured_agreement() -> tuple[ReadingAgreement, ...]:
    """Return the agreement of the first two readings of each question, the least agreed first."""
    return tuple(agreement_of(readings()))


def agreement_of(every: Sequence[Reading]) -> list[ReadingAgreement]:
    """Return the agreement of rounds 1 and 2 of some readings; unread cells are left out."""
    answers = {(r.text, r.question, r.round): r.answer for r in every if r.answer != UNREAD}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for (text, question, number), answer in sorted(answers.items()):
        second = answers.get((text, question, 2))
        if number == 1 and second is not None:
            pairs.setdefault(question, []).append((answer, second))
    questions = codebook().questions
    return reading_agreement(
        pairs, {q: len(questions[q].answers) + SILENT_TOO for q in pairs if q in questions}
    )


def agreement_rows(questions: Sequence[str], t: Translator) -> list[AgreementRow]:
    """Return the rows of some questions, in the order of their agreement."""
    return [_row(each, t) for each in measured_agreement() if each.question in questions]


def markdown_table() -> str:
    """Return the agreement of all questions as the table of ``docs/law.md``."""
    t = translator("en")
    head = "| question | texts | same answer | AC1 | interval | alpha |\n|---|" + "---:|" * 5 + "\n"
    rows = (_row(each, t) for each in measured_agreement())
    return head + "".join(
        f"| {r.name} | {r.texts} | {r.same} | {r.ac1} | {r.interval} | {r.alpha} |\n" for r in rows
    )


def _row(each: ReadingAgreement, t: Translator) -> AgreementRow:
    def coefficient(value: float) -> str:
        return "–" if isnan(value) or each.texts < FEW else plain(value, t.lang, DECIMALS)

    return AgreementRow(
        name=t(codebook().questions[each.question].short),
        texts=plain(each.texts, t.lang),
        same=percent(each.same / each.texts, t.lang),
        ac1=coefficient(each.ac1),
        interval=f"{coefficient(each.low)} – {coefficient(each.high)}",
        alpha=coefficient(each.alpha),
    )
