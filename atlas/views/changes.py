"""Changes for reading: old and new in words, a map of the countries, what each page shows."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.codebook import MissingReason, codebook
from atlas.editorial.changelog import KIND_NAMES, change_count_text, subject_name
from atlas.editorial.changes import CHANGES, Change, Changes, RecordPair
from atlas.editorial.rows import Row
from atlas.i18n import N_, Translator, country_name, date
from atlas.views.breakdowns import breakdown_name
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.map.payload import REASON_NAMES
from atlas.views.treaties import action_name
from atlas.views.values import value_text

CHANGE_NAMES = {"added": N_("New"), "changed": N_("Changed"), "removed": N_("Removed")}
SEVERAL = "several"
# Okabe & Ito's, as the other categories: told apart by colour-blind readers and in print.
LIGHT = ["#316f90", "#d99a2b", "#b8573a", "#77629c"]
DARK = ["#6aa9cb", "#e8b75a", "#e08a6c", "#a895cc"]
# Kind of record -> the pages that show it.
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "observation": (
        ("", N_("World map")),
        ("country", N_("Country")),
        ("compare", N_("Compare")),
        ("data", N_("Data")),
    ),
    "judgement": (("law", N_("Legal comparator")),),
    "event": (("timeline", N_("Events and reforms")),),
    "document": (("documents", N_("Documents and search")),),
    "institution": (("institutions", N_("Institutions")),),
    "relation": (("institutions", N_("Institutions")),),
    "participation": (("memberships", N_("Memberships and missions")),),
    "treaty_action": (("trends", N_("Trends")),),
}

# Kind of record -> the columns that say the record's answer; the others are what stands behind it.
COLUMNS_OF: dict[str, tuple[str, ...]] = {
    "observation": ("value", "low", "high", "category", "missing_reason"),
    "judgement": ("answer", "missing_reason"),
    "participation": ("status",),
    "treaty_action": ("action", "date"),
    "institution": ("name",),
    "relation": ("subject", "relation", "object"),
    "event": ("title", "date"),
    "document": ("title",),
}


def kinds_by_country(pairs: Iterable[RecordPair]) -> dict[str, list[str]]:
    """Return the kinds of change of each country, in the order of ``CHANGES``."""
    kinds: dict[str, set[str]] = {}
    for pair in pairs:
        kinds.setdefault(pair.country, set()).add(pair.change)
    return {iso3: [name for name in CHANGES if name in own] for iso3, own in kinds.items()}


@dataclass(frozen=True)
class ChangeSide:
    """What stands on one side of a change; ``absent`` marks a missing reason."""

    text: str
    absent: bool
    proof: SourceEvidence


@dataclass(frozen=True)
class ChangeRow:
    """One change in the reader's language.

    ``also`` names what differs beside the answer itself, ``beside`` is the preferred figure
    of another source, ``reason`` the note of who changed it.
    """

    change: str
    label: str
    kind: str
    iso3: str
    country: str
    subject: str
    when: str
    part: str
    unit: str
    old: ChangeSide | None
    new: ChangeSide | None
    beside: ChangeSide | None
    also: tuple[str, ...]
    reason: str
    record: str


def change_rows(changes: Iterable[Change], t: Translator) -> list[ChangeRow]:
    """Return changes for a table, in the order given."""
    return [_row(change, t) for change in changes]


def _row(change: Change, t: Translator) -> ChangeRow:
    pair, row = change.pair, change.row
    indicator = codebook().indicators.get(pair.subject) if pair.kind == "observation" else None
    return ChangeRow(
        change=pair.change,
        label=t(CHANGE_NAMES[pair.change]),
        kind=t(KIND_NAMES[pair.kind]),
        iso3=pair.country,
        country=country_name(pair.country, t.lang),
        subject=subject_name(pair.kind, pair.subject, t),
        when=str(row.get("period") or date(row.get("date") or "", t.lang)),
        part=breakdown_name(row["breakdown"], t) if row.get("breakdown") else "",
        unit=t(indicator.unit) if indicator and indicator.unit else "",
        old=_side(pair.kind, change.old, t),
        new=_side(pair.kind, change.new, t),
        beside=_side(pair.kind, change.beside, t),
        also=_also(change, t),
        reason=str(change.new.get("note") or "") if change.new else "",
        record=pair.new or pair.old or "",
    )


def _side(kind: str, row: Row | None, t: Translator) -> ChangeSide | None:
    if row is None:
        return None
    reason = row.get("missing_reason")
    if reason:
        return ChangeSide(t(REASON_NAMES[MissingReason(reason)]), True, proof(row, t))
    return ChangeSide(statement(kind, row, t), False, proof(row, t))


def proof(row: Row, t: Translator) -> SourceEvidence:
    """Return what stands behind a record of any kind: its sentence is its evidence."""
    record = {**row, "original": row.get("evidence") or row["original"]}
    return evidence_of(pd.Series(record, dtype=object), t)


def statement(kind: str, row: Row, t: Translator) -> str:
    """Return what a record says, in a few words."""
    book = codebook()
    if kind == "observation":
        indicator = book.indicators.get(row["indicator"])
        if indicator is None:
            return str(row["value"])
        return value_text(pd.Series(row, dtype=object), indicator, t)
    if kind == "judgement":
        question = book.questions.get(row["question"])
        answer = question.answer(row["answer"]) if question else None
        return t(answer.name) if answer else str(row["answer"])
    if kind == "participation":
        term = book.vocabulary.statuses.get(row["status"])
        return t(term.name) if term else str(row["status"])
    if kind == "treaty_action":
        return f"{action_name(str(row['action']), t)} · {row['date']}"
    if kind == "relation":
        verb = book.vocabulary.relations.get(row["relation"])
        name = t(verb.name) if verb else str(row["relation"])
        return f"{row['subject']} · {name} · {row['object']}"
    return str(row["name" if kind == "institution" else "title"])


FIELDS = {
    "evidence": N_("Evidence"),
    "locator": N_("Location in the source"),
    "method": N_("Method"),
    "processing": N_("Processing"),
    "reliability": N_("Reliability"),
    "law": N_("Law"),
    "article": N_("Article"),
    "law_date": N_("Date of the law"),
    "law_url": N_("Address of the law"),
    "url": N_("Address"),
    "number": N_("Number"),
    "date": N_("Date"),
    "since": N_("Since"),
    "until": N_("Until"),
    "own_name": N_("Own name"),
    "legal_basis": N_("Legal basis"),
    "collector": N_("Coder"),
    "second_coder": N_("Second coder"),
    "second_answer": N_("Second answer"),
}


def _also(change: Change, t: Translator) -> tuple[str, ...]:
    if change.old is None or change.new is None:
        return ()
    columns = COLUMNS_OF.get(change.pair.kind, ())
    names = (n for n in FIELDS if n in change.new and n not in columns)
    old, new = change.old, change.new
    return tuple(t(FIELDS[n]) for n in names if (old.get(n) or "") != (new.get(n) or ""))


def changes_map(changes: Changes, t: Translator) -> dict[str, Any]:
    """Return the world map's payload (``views.map.payload``): what happens in which country."""
    codes = [*CHANGES, SEVERAL]
    labels = [*(t(CHANGE_NAMES[name]) for name in CHANGES), t("Several kinds of change")]
    kinds = kinds_by_country(changes.pairs)
    cell: list[Any] = [None, None, "stated", None, None]
    cells = {
        iso3: {"": [next(iter(own)) if len(own) == 1 else SEVERAL, *cell]}
        for iso3, own in kinds.items()
    }
    book = codebook()
    countries = [c for c in book.countries.values() if c.region != "antarctica"]
    return {
        "indicator": {
            "id": "changes",
            "name": t("What changed"),
            "short": t("What changed"),
            "unit": "",
            "kind": "category",
            "decimals": 0,
        },
        "years": [],
        "region": "",
        "members": [c.iso3 for c in countries],
        "countries": {
            c.iso3: [country_name(c.iso3, t.lang), t(book.regions[c.region].name)]
            for c in countries
        },
        "cells": cells,
        "scale": {
            "kind": "category",
            "codes": codes,
            "labels": labels,
            "light": LIGHT,
            "dark": DARK,
        },
        "reasons": {"no-data": {"name": t("Nothing changes"), "pattern": "hatch"}},
        "sources": [],
        "text": {"latest": []},
        "medians": {"latest": None},
    }


def as_address(payload: dict[str, Any]) -> str:
    """Return a payload as an address that holds it: what is not published has no address."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "data:application/json;base64," + base64.b64encode(text.encode()).decode()


@dataclass(frozen=True)
class PageEffect:
    """How much of a page a set of changes touches."""

    page: str
    title: str
    said: str


def effects(changes: Changes, t: Translator) -> list[PageEffect]:
    """Return what each page will show: how many of its records are new, changed or gone."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for pair in changes.pairs:
        for page in PAGES.get(pair.kind, ()):
            counts.setdefault(page, Counter())[str(pair.change)] += 1
    order = {page: i for i, page in enumerate(p for pages in PAGES.values() for p in pages)}
    return [
        PageEffect(
            page,
            t(title),
            ", ".join(change_count_text(name, count[name], t) for name in CHANGES if count[name]),
        )
        for (page, title), count in sorted(counts.items(), key=lambda item: order[item[0]])
    ]
