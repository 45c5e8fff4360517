"""Rules for judgements, events, documents, institutions, relations and participations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from atlas.codebook import codebook
from atlas.codebook.check import FORCES
from atlas.i18n import N_
from atlas.intake.addresses import ADDRESS_REMEDY
from atlas.intake.command import command_cycles
from atlas.intake.draft import (
    Batch,
    DraftDocument,
    DraftEvent,
    DraftInstitution,
    DraftJudgement,
    DraftParticipation,
    DraftRecord,
    DraftRelation,
    DraftTreatyAction,
    Problem,
    Severity,
)
from atlas.intake.naming import where as named
from atlas.links import is_web_address
from atlas.store.kinds import KINDS

# Latin digits alone: dates are compared as text.
DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
YEAR = re.compile(r"[0-9]{4}")
SHA256 = re.compile(r"[0-9a-f]{64}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")
SLUG_LENGTH = 80
Ends = frozenset[tuple[str, str]]  # country, code of an institution
Found = Iterator[tuple[str, str, str, str]]  # code, column, message, remedy

COUNTRY = N_("{where}: the country is unknown.")
SOURCE = N_("{where}: the source is not described.")
TERM = N_("{where}: “{value}” is not in the codebook.")
TERM_REMEDY = N_("Choose one of: {choices}.")
DATED = N_("{where}: “{value}” is not a date.")
DATED_REMEDY = N_("Write a year, a month or a day: 1991, 1991-07 or 1991-07-04.")
BACKWARDS = N_("{where}: it ends before it begins.")
LINK = N_("{where}: “{value}” is not a web address.")
EMPTY = N_("{where}: the {column} is empty.")
ONE = N_("{where}: a judgement needs one answer or one missing reason.")
EVIDENCE = N_("{where}: an answer needs its evidence.")
ENDS = N_("{where}: no institution of this country has the code “{value}”.")
TWICE = N_("{where} appears twice with different content.")


def check_records(batch: Batch, institutions: Ends = frozenset()) -> list[Problem]:
    """Return every problem of a batch's records; errors block it.

    Parameters
    ----------
    institutions
        Institutions of the release in force, to which relations may refer beside the batch's.
    """
    sources = {source.id for source in batch.sources}
    ends = institutions | {
        (r.country, r.code) for r in batch.records if isinstance(r, DraftInstitution)
    }
    problems = []
    by_key: dict[tuple[str, ...], DraftRecord] = {}
    for draft in batch.records:
        findings = [*_common_fields(draft, sources), *_own(draft, ends)]
        other = by_key.setdefault(record_key(draft), draft)
        if other is not draft and other != draft:
            findings.append(("duplicate-key", "", TWICE, N_("Keep one of the two.")))
        origin = batch.origins.get(draft)
        for each in findings:
            problem = _problem(draft, *each)
            problems.append(origin.locate(problem, problem.column) if origin else problem)
    return [*problems, *command_cycles(batch)]


def record_key(draft: DraftRecord) -> tuple[str, ...]:
    """Return what a release holds once of this record."""
    own = ("source" if name == "source_id" else name for name in KINDS[draft.kind].key)
    return draft.kind, *(str(getattr(draft, name)) for name in own)


def _problem(draft: DraftRecord, code: str, column: str, message: str, remedy: str) -> Problem:
    key_values = {name: str(getattr(draft, name, "")) for name in KINDS[draft.kind].key[:3]}
    of = (draft.kind, *key_values.values())
    value = str(getattr(draft, column, "")) if column else ""
    params: dict[str, object] = {
        "where": named({"of": of}),
        "of": of,
        "value": value,
        "column": column,
        "choices": ", ".join(_choices(draft, column)),
    }
    return Problem(
        Severity.ERROR,
        code,
        message.format(**params),
        remedy.format(**params),
        column=column,
        value=value,
        params={**params, "template": message, "remedy_template": remedy},
    )


def _common_fields(draft: DraftRecord, sources: set[str]) -> Found:
    if draft.country not in codebook().countries:
        yield "unknown-country", "country", COUNTRY, N_("Use an ISO 3166 code.")
    if draft.source not in sources:
        yield "unknown-source", "source", SOURCE, N_("Describe the source.")
    texts = [getattr(draft, f.name) for f in fields(draft)]
    if any(isinstance(text, str) and "\0" in text for text in texts):
        yield (
            "bad-text",
            "",
            N_("{where}: a text holds a null character."),
            N_("Type the text again."),
        )


def _choices(draft: DraftRecord, column: str) -> Iterable[str]:
    words = codebook().vocabulary
    if isinstance(draft, DraftJudgement) and column in ("answer", "second_answer"):
        question = codebook().questions.get(draft.question)
        return [a.code for a in question.answers] if question else []
    tables: dict[str, Iterable[str]] = {
        "event": words.events,
        "document": words.documents,
        "institution": words.institutions,
        "relation": words.relations,
        "status": words.statuses,
        "question": codebook().questions,
        "organisation": codebook().organisations,
        "instrument": codebook().instruments,
        "action": words.actions,
        "force": FORCES,
    }
    return tables.get(column, [])


def _own(draft: DraftRecord, ends: Ends) -> Found:
    checks: dict[type[DraftRecord], Callable[..., Found]] = {
        DraftJudgement: _judgement,
        DraftEvent: _event,
        DraftDocument: _document,
        DraftInstitution: _institution,
        DraftRelation: _relation,
        DraftParticipation: _participation,
        DraftTreatyAction: _treaty_action,
    }
    return checks[type(draft)](draft, ends)


def _term(draft: DraftRecord, *columns: str) -> Found:
    for column in columns:
        value = getattr(draft, column)
        if value and value not in _choices(draft, column):
            yield "unknown-term", column, TERM, TERM_REMEDY
        elif not value:
            yield "empty", column, EMPTY, N_("Fill it in.")


def _dates(draft: DraftRecord, *columns: str) -> Found:
    for column in columns:
        value = getattr(draft, column)
        if value and not _is_date(value):
            yield "bad-date", column, DATED, DATED_REMEDY


def _is_date(text: str) -> bool:
    if not DATE.fullmatch(text):
        return False
    year, month, day = (*text.split("-"), "01", "01")[:3]
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:  # the 31st of June, the year 0
        return False
    return True


def _span(draft: DraftRecord, first: str, last: str) -> Found:
    """Check two dates and their order, as far as both are exact: 1991 is not before 1991-07."""
    yield from _dates(draft, first, last)
    start, end = getattr(draft, first), getattr(draft, last)
    exact = min(len(start), len(end))
    if end[:exact] < start[:exact]:
        yield "bad-date", last, BACKWARDS, N_("Correct one of the two.")


def _links(draft: DraftRecord, column: str) -> Found:
    value = getattr(draft, column)
    if value and not is_web_address(value):
        yield "bad-link", column, LINK, ADDRESS_REMEDY


def _empty_fields(draft: DraftRecord, *columns: str) -> Found:
    for column in columns:
        if not getattr(draft, column).strip():
            yield "empty", column, EMPTY, N_("Fill it in.")


def _judgement(draft: DraftJudgement, _ends: Ends) -> Found:
    yield from _term(draft, "question")
    if bool(draft.answer) == (draft.missing is not None):
        yield "not-one-answer", "answer", ONE, N_("Fill exactly one.")
    for column in ("answer", "second_answer"):
        value = getattr(draft, column)
        if (
            value
            and draft.question in codebook().questions
            and value not in _choices(draft, column)
        ):
            yield "unknown-answer", column, TERM, TERM_REMEDY
    if draft.answer and not draft.evidence.strip():
        yield "no-evidence", "evidence", EVIDENCE, N_("Quote the sentence that supports it.")
    if not YEAR.fullmatch(draft.period):
        yield "bad-period", "period", DATED, N_("Write a year.")
    yield from _dates(draft, "law_date")
    yield from _links(draft, "law_url")


def _event(draft: DraftEvent, _ends: Ends) -> Found:
    yield from _term(draft, "event")
    yield from _empty_fields(draft, "title", "date")
    yield from _span(draft, "date", "until")


def _document(draft: DraftDocument, _ends: Ends) -> Found:
    yield from _term(draft, "document")
    yield from _empty_fields(draft, "title")
    yield from _dates(draft, "date")
    yield from _links(draft, "url")
    if draft.archived_sha256 and not SHA256.fullmatch(draft.archived_sha256):
        yield (
            "bad-hash",
            "archived_sha256",
            N_("{where}: “{value}” is not a SHA-256."),
            N_("Write its 64 hexadecimal digits."),
        )
    if draft.language and not LANGUAGE.fullmatch(draft.language):
        yield (
            "bad-language",
            "language",
            N_("{where}: “{value}” is not a language code."),
            N_("Write two letters, for example es."),
        )


def _institution(draft: DraftInstitution, _ends: Ends) -> Found:
    yield from _term(draft, "institution")
    yield from _empty_fields(draft, "name")
    yield from _span(draft, "since", "until")
    if not SLUG.fullmatch(draft.code) or len(draft.code) > SLUG_LENGTH:
        yield (
            "bad-code",
            "code",
            N_("{where}: “{value}” is not a code."),
            N_("Write small letters, digits and hyphens, for example national-army."),
        )
    if draft.force and draft.force not in FORCES:
        yield "unknown-term", "force", TERM, TERM_REMEDY


def _relation(draft: DraftRelation, ends: Ends) -> Found:
    yield from _term(draft, "relation")
    yield from _span(draft, "since", "until")
    for column in ("subject", "object"):
        if (draft.country, getattr(draft, column)) not in ends:
            yield (
                "unknown-institution",
                column,
                ENDS,
                N_("Describe the institution in this upload."),
            )
    if draft.subject == draft.object:
        yield (
            "bad-relation",
            "object",
            N_("{where}: an institution is related to itself."),
            N_("Name two institutions."),
        )


def _treaty_action(draft: DraftTreatyAction, _ends: Ends) -> Found:
    yield from _term(draft, "instrument", "action")
    yield from _dates(draft, "date")
    if not draft.date:
        yield "bad-date", "date", DATED, DATED_REMEDY
    entry = codebook().instruments.get(draft.instrument)
    if entry and draft.date and draft.date < entry.adopted[: len(draft.date)]:
        yield (
            "before-treaty",
            "date",
            N_("{where}: {value} is before the treaty was adopted."),
            N_("Correct the date."),
        )


def _participation(draft: DraftParticipation, _ends: Ends) -> Found:
    yield from _term(draft, "organisation", "status")
    yield from _dates(draft, "since")
    if not YEAR.fullmatch(draft.period):
        yield "bad-period", "period", DATED, N_("Write a year.")
