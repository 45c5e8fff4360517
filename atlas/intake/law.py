"""Constitutions that were read by machine: their texts, every reading, and what they settle.

``data/law/texts.csv`` has one text a row, with its status; ``readings.csv`` one answer of one
reader to one question a row. All readings are kept. What a release holds is settled from them:
an answer of a text in force stands, "read once" or "read twice"; two readings that differ need a
third; a text out of force is a gap that says so, never law.

``laws.csv`` has answers from laws and official documents, one a row, each read once at its own
address: they are their own sources.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from atlas.codebook.model import Method, MissingReason, Processing
from atlas.intake.draft import Batch, DraftJudgement, Source
from atlas.intake.starter import csv_rows, record_order, starter_source
from atlas.settings import DATA

FOLDER = DATA / "law"
LAW = ("in-force", "partly-applied")  # statuses under which an answer stands
SILENT, UNREAD = MissingReason.TEXT_SILENT.value, MissingReason.NOT_READ.value
RECORD = "Facts of a public record, in our own form"
PREFERENCE = 40  # as the constitutions' source
STATUS_NOTES = {
    "suspended": "Suspended",
    "superseded": "Superseded",
    "overridden": "A charter or council stands above it",
    "partly-applied": "Applied in part",
    "rewritten": "Largely rewritten",
    "unknown": "Whether it is in force is not known",
}


@dataclass(frozen=True)
class LegalText:
    """A constitution's text as it was read.

    ``consolidated`` is the year of the wording, ``amended`` that of a later amendment that it
    lacks ("" for none known); ``status`` and ``since`` are as ``source`` states them.
    """

    text: str
    country: str
    title: str
    adopted: str
    consolidated: str
    status: str
    since: str
    amended: str
    source: str
    locator: str
    note: str
    url: str
    sha256: str


@dataclass(frozen=True)
class Reading:
    """One reader's answer to one question about one text.

    ``answer`` is a code of the question, ``text-silent`` or ``not-read``; ``offset`` the place of
    the decisive paragraph in the text, in characters; ``words`` the rule in our own words.
    ``round`` is 1, 2 (blind) or 3 (decides between two that differ).
    """

    text: str
    question: str
    round: int
    reader: str
    answer: str
    article: str
    offset: str
    words: str
    note: str


def legal_texts(folder: Path = FOLDER) -> dict[str, LegalText]:
    """Return the texts by their name, such as ``GHA_1996``."""
    return {row["text"]: LegalText(**row) for row in csv_rows(folder / "texts.csv")}


def readings(folder: Path = FOLDER) -> list[Reading]:
    """Return all readings, sorted by text, question and round."""
    rows = csv_rows(folder / "readings.csv")
    every = (Reading(round=int(row.pop("round")), **row) for row in rows)
    return sorted(every, key=lambda r: (r.text, r.question, r.round))


@lru_cache(maxsize=1)
def read_law(folder: Path = FOLDER) -> Batch:
    """Return what constitutions and laws answer, as a batch with its sources."""
    constitutions, rows = _constitutions(folder), csv_rows(folder / "laws.csv")
    sources = {source.id: source for source in map(_law_source, rows)}
    records = (*constitutions.records, *map(_law_answer, rows))
    return Batch(
        (*constitutions.sources, *sources.values()),
        (),
        records=tuple(sorted(records, key=record_order)),
    )


def _law_source(row: dict[str, str]) -> Source:
    host = urlsplit(row["url"]).hostname or ""
    return Source(
        id=_law_id(row),
        publisher=host.removeprefix("www."),
        title=row["law"],
        url=row["url"],
        vintage=row["date"],
        published=row["date"],
        accessed=row["read"],
        licence=RECORD,
        preference=PREFERENCE,
    )


def _law_id(row: dict[str, str]) -> str:
    """Return the id of a law at an address; two addresses are two sources."""
    digest = hashlib.sha256(f"{row['url']} {row['law']} {row['date']}".encode()).hexdigest()
    return f"law-{row['country'].lower()}-{digest[:12]}"


def _law_answer(row: dict[str, str]) -> DraftJudgement:
    return DraftJudgement(
        country=row["country"],
        source=_law_id(row),
        original=row["words"],
        locator=row["article"] or row["law"],
        method=Method.MACHINE_READ,
        processing=Processing.MAJOR,
        collector=row["reader"],
        note=row["note"],
        note_language="en" if row["note"] else "",
        question=row["question"],
        period=row["date"][:4],
        answer=row["answer"],
        evidence=row["words"],
        law=row["law"],
        article=row["article"],
        law_date=row["date"],
        law_url=row["url"],
    )


def _constitutions(folder: Path) -> Batch:
    """Return what the readings settle, as a batch with its source."""
    texts = legal_texts(folder)
    (source,) = map(starter_source, csv_rows(folder / "sources.csv"))
    drafts = [
        _settled(texts[name], question, list(own), source.id)
        for (name, question), own in groupby(readings(folder), lambda r: (r.text, r.question))
    ]
    return Batch((source,), (), records=tuple(sorted(drafts, key=record_order)))


def _settled(text: LegalText, question: str, own: list[Reading], source: str) -> DraftJudgement:
    first, *others = own
    second = next((r for r in others if r.round == 2), None)
    deciding = next((r for r in others if r.round > 2), None) or first
    differ = second is not None and second.answer != first.answer
    answer, missing = _answer(text, deciding.answer, is_open=differ and deciding is first)
    other = second if second and deciding.answer == first.answer else first
    return DraftJudgement(
        country=text.country,
        source=source,
        original=deciding.words,
        locator=deciding.article,
        method=Method.MACHINE_READ,
        processing=Processing.MAJOR,
        collector=deciding.reader,
        note=" ".join(_notes(text, deciding)),
        note_language="en",
        question=question,
        period=text.consolidated,
        answer=answer,
        missing=missing,
        evidence=deciding.words or _evidence(deciding.answer),
        law=text.title,
        article=deciding.article,
        law_date=text.adopted,
        law_url=text.url,
        second_coder=other.reader if second else "",
        second_answer=other.answer if second and other.answer not in (SILENT, UNREAD) else "",
    )


def _answer(text: LegalText, answer: str, *, is_open: bool) -> tuple[str, MissingReason | None]:
    if text.status not in LAW:
        return "", MissingReason.NOT_IN_FORCE
    if is_open:
        return "", MissingReason.UNDER_REVIEW
    if answer in (SILENT, UNREAD):
        return "", MissingReason(answer)
    return answer, None


def _evidence(answer: str) -> str:
    """Return what is said where a reader had no rule to tell."""
    if answer == SILENT:
        return "The text was read; no rule was found."
    return "The whole text was searched; nothing is named." if answer == "no" else ""


def _notes(text: LegalText, reading: Reading) -> Iterator[str]:
    """Yield what must stand beside an answer: the text's age and status, the reader's remark."""
    if text.status in STATUS_NOTES:
        since = f" since {text.since}" if text.since else ""
        yield f"{STATUS_NOTES[text.status]}{since} ({text.source})."
    if text.amended and text.status in LAW:
        yield f"Text of {text.consolidated}, amended in {text.amended}."
    if reading.note:
        yield reading.note


def cells_to_reread(every: Iterable[Reading]) -> list[tuple[str, str]]:
    """Return the text and question of each cell whose two readings differ and have no third."""
    cells = groupby(sorted(every, key=_cell), _cell)
    rounds = ((cell, {r.round: r.answer for r in own}) for cell, own in cells)
    return [cell for cell, by in rounds if {1, 2} == set(by) and by[1] != by[2]]


def _cell(reading: Reading) -> tuple[str, str]:
    return reading.text, reading.question
