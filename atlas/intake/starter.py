"""The starter release's data: text files in ``data/starter`` that diffs can show.

``observations/<theme>.csv`` has one observation a row, ``records/<kind>.csv`` one record of
another kind, ``sources.csv`` one source, ``gaps.csv`` one text that could not be read.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.intake.checks import observation_key
from atlas.intake.draft import DRAFTS, Batch, DraftObservation, DraftRecord, Source
from atlas.intake.record_checks import record_key
from atlas.settings import DATA

FOLDER = DATA / "starter"
EARLIER = FOLDER / "2015"
# How the note of a fact begins that is dated by its edition alone: it is of the edition's present.
UNDATED = "The field bears no year; that of the edition"
NUMBERS = ("value", "low", "high")
VOCABULARIES: dict[str, Callable[[str], Enum]] = {
    "method": Method,
    "processing": Processing,
    "reliability": Reliability,
}


def read_starter(folder: Path = FOLDER) -> Batch:
    """Return the starter data as a batch; equal to what ``tools/factbook`` read."""
    sources = tuple(starter_source(row) for row in csv_rows(folder / "sources.csv"))
    files = sorted((folder / "observations").glob("*.csv"))
    drafts = [starter_observation(row) for file in files for row in csv_rows(file)]
    records = [_record(kind, row) for kind in DRAFTS for row in csv_rows(shelf(folder, kind))]
    return Batch(
        sources,
        tuple(sorted(drafts, key=order)),
        records=tuple(sorted(records, key=record_order)),
    )


def read_earlier(folder: Path = EARLIER) -> Batch:
    """Return the starter's earlier edition, whose release comes first."""
    return read_starter(folder)


def outdated(earlier: Batch, later: Batch) -> Batch:
    """Return what of an earlier edition does not stay beside the later one.

    What it says of its own present (memberships, forces, answers without a year) holds until the
    later edition says it anew; a dated figure stays, unless the later edition states the same
    one for the same year.
    """
    said = {(*observation_key(d)[:4], d.value, d.category) for d in later.observations}
    leaving = (
        draft
        for draft in earlier.observations
        if UNDATED in draft.note
        or (*observation_key(draft)[:4], draft.value, draft.category) in said
    )
    return replace(earlier, observations=tuple(leaving))


def read_gaps(folder: Path = FOLDER) -> list[dict[str, str]]:
    """Return the texts that could not be read: country, indicator, text, reason."""
    return csv_rows(folder / "gaps.csv")


def shelf(folder: Path, kind: type[DraftRecord]) -> Path:
    """Return the file that holds a folder's records of a kind."""
    return folder / "records" / f"{kind.kind}.csv"


def record_order(draft: DraftRecord) -> tuple[str, ...]:
    """Sort key: kind, then what a release holds once."""
    return record_key(draft)


def order(draft: DraftObservation) -> tuple[str, str, str, str, str]:
    """Sort key: indicator, country, period, breakdown, source."""
    return draft.indicator, draft.country, draft.period, draft.breakdown, draft.source


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return a file's rows; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def starter_source(row: dict[str, str]) -> Source:
    """Return a row of ``sources.csv``."""
    values: dict[str, Any] = dict(row)
    values["redistributable"] = row["redistributable"] == "True"
    values["preference"] = int(row["preference"])
    values["origin"] = row.get("origin") or None
    return Source(**values)


def starter_observation(row: dict[str, str]) -> DraftObservation:
    """Return a row of the observations' files as a draft."""
    values = _with_codes(row)
    for name in NUMBERS:
        values[name] = float(row[name]) if row[name] else None
    values["category"] = row["category"] or None
    return DraftObservation(**values)


def _record(kind: type[DraftRecord], row: dict[str, str]) -> DraftRecord:
    return kind(**_with_codes(row))


def _with_codes(row: dict[str, str]) -> dict[str, Any]:
    """Return a row with its codes as members of their vocabularies."""
    values: dict[str, Any] = dict(row)
    for name, vocabulary in VOCABULARIES.items():
        values[name] = vocabulary(row[name])
    if "missing" in row:
        values["missing"] = MissingReason(row["missing"]) if row["missing"] else None
    return values
