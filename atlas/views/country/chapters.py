"""What a country's page says beside its figures: answers, documents, memberships, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from atlas.codebook import Question, codebook
from atlas.i18n import Translator
from atlas.views.documents import Document, documents
from atlas.views.institutions.structure import OrganisationChart, organisation
from atlas.views.law.judgements import CodedAnswer, coded_answer
from atlas.views.memberships.grid import FIELDS, ParticipationCell, cell
from atlas.views.timeline.events import EventRow, event_rows

RECENT = 8  # events shown before the fold


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question's answers of its newest year (one of each source), and the earlier ones."""

    id: str
    text: str
    short: str
    definition: str
    newest: tuple[CodedAnswer, ...]
    earlier: tuple[CodedAnswer, ...]

    @property
    def based(self) -> bool:
        """Whether any of the newest answers names a law."""
        return any(j.law or j.article for j in self.newest)


@dataclass(frozen=True)
class Membership:
    """A country's place in one organisation or agreement."""

    code: str
    cell: ParticipationCell


@dataclass(frozen=True)
class ChapterContents:
    """What one chapter has beside its figures."""

    answers: tuple[AnsweredQuestion, ...] = ()
    open_questions: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    organisation: OrganisationChart | None = None
    memberships: tuple[tuple[str, tuple[Membership, ...]], ...] = ()

    def __bool__(self) -> bool:
        return any((self.answers, self.documents, self.organisation, self.memberships))


@dataclass(frozen=True)
class Records:
    """A country's records by chapter, and its events, newest first."""

    parts: Mapping[str, ChapterContents] = field(default_factory=dict)
    events: tuple[EventRow, ...] = ()


def country_records(iso3: str, frames: Mapping[str, pd.DataFrame], t: Translator) -> Records:
    """Return what a country's page says beside its figures.

    Parameters
    ----------
    frames
        The country's records by kind (``atlas.store.kinds``): judgement, document,
        participation, institution, relation and event.
    """
    by_question = {str(q): rows for q, rows in frames["judgement"].groupby("question")}
    parts = {}
    for theme in codebook().themes:
        questions = [q for q in codebook().questions.values() if q.theme == theme.id]
        parts[theme.id] = ChapterContents(
            answers=tuple(
                _answers_to(q, by_question[q.id], t) for q in questions if q.id in by_question
            ),
            open_questions=tuple(t(q.short) for q in questions if q.id not in by_question),
            documents=_documents(frames["document"], t) if theme.id == "legal" else (),
            organisation=organisation(iso3, frames["institution"], frames["relation"], t)
            if theme.id == "institutions"
            else None,
            memberships=_memberships(frames["participation"], t) if theme.id == "missions" else (),
        )
    return Records(parts, _events(frames["event"], t))


def _answers_to(question: Question, rows: pd.DataFrame, t: Translator) -> AnsweredQuestion:
    """Put the newest year that has an answer first, else the newest that has a reason."""
    with_answer = rows[rows["answer"] != ""]
    year = (rows if with_answer.empty else with_answer)["period"].max()
    judgements = [
        coded_answer(row, t) for _, row in rows.sort_values("period", ascending=False).iterrows()
    ]
    return AnsweredQuestion(
        id=question.id,
        text=t(question.text),
        short=t(question.short),
        definition=t(question.definition),
        newest=tuple(j for j in judgements if j.year == year),
        earlier=tuple(j for j in judgements if j.year != year),
    )


def _documents(rows: pd.DataFrame, t: Translator) -> tuple[Document, ...]:
    order = rows.sort_values(["date", "title"], ascending=[False, True], kind="stable")
    return tuple(documents(order, t))


def _memberships(
    rows: pd.DataFrame, t: Translator
) -> tuple[tuple[str, tuple[Membership, ...]], ...]:
    organisations = codebook().organisations
    by_field: dict[str, list[Membership]] = {name: [] for name in FIELDS}
    for _, row in rows.iterrows():
        code = str(row["organisation"])
        by_field[organisations[code].field].append(Membership(code, cell(row, t)))
    return tuple(
        (t(FIELDS[name]), tuple(sorted(memberships, key=lambda m: m.cell.organisation)))
        for name, memberships in by_field.items()
        if memberships
    )


def _events(rows: pd.DataFrame, t: Translator) -> tuple[EventRow, ...]:
    order = rows.sort_values(["date", "title"], ascending=[False, True], kind="stable")
    return tuple(event_rows(order, t))
