"""Statements on one country that can't both be true, by the codebook's declared rules."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.contradictions import Draft, contradictions
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import field_problem
from atlas.intake.sheets.long.cells import CellError

TEMPLATE = N_("“{one}” and “{other}” can't both be true of {country}.")
REMEDY = N_("Check both, or say in a note how they go together.")


def contradictory(batch: Batch) -> Iterator[Problem]:
    """Yield a warning for each pair of a file's records that a declared rule excludes."""
    for pair in contradictions(batch.observations, batch.records):
        origin = batch.origins.get(pair.one) or batch.origins.get(pair.other)
        if origin is None:
            continue
        one, other = (_statement_text(statement) for statement in pair.statements)
        country = codebook().countries[pair.one.country].name
        fact = CellError("contradiction", TEMPLATE, REMEDY, one=one, other=other, country=country)
        yield field_problem(origin, pair.one, fact, Severity.WARNING, _field(pair.one))


def _statement_text(statement: str) -> str:
    """Return a statement in the codebook's words."""
    subject, _, code = statement.partition("=")
    book = codebook()
    if subject in book.questions:
        answer = book.questions[subject].answer(code)
        return f"{book.questions[subject].short}: {answer.name if answer else code}"
    if subject in book.indicators:
        entry = book.indicators[subject]
        name = next((c.name for c in entry.categories if c.code == code), code)
        return f"{entry.short}: {name}"
    return statement


def _field(draft: Draft) -> str:
    if isinstance(draft, DraftObservation):
        return "category" if draft.category else "value"
    return "answer" if draft.kind == "judgement" else "relation"
