"""The starter release's data: text files in ``data/starter`` that diffs can show.

``observations/<theme>.csv`` has one observation a row, ``records/<kind>.csv`` one record of
another kind, ``sources.csv`` one source, ``gaps.csv`` one text that could not be read.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from enum import Enum
from pathlib import Path
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.intake.draft import DRAFTS, Batch, DraftObservation, DraftRecord, Source
from atlas.intake.record_checks import key
from atlas.settings import DATA

FOLDER = DATA / "starter"
NUMBERS = ("value", "low", "high")
VOCABULARIES: dict[str, Callable[[str], Enum]] = {
    "method": Method,
    "processing": Processing,
    "reliability": Reliability,
}


def read_starter(folder: Path = FOLDER) -> Batch:
    """Return the starter data as a batch; equal to what its connector read."""
    sources = tuple(_source(row) for row in _rows(folder / "sources.csv"))
    files = sorted((folder / "observations").glob("*.csv"))
    drafts = [_draft(row) for file in files for row in _rows(file)]
    records = [_record(kind, row) for kind in DRAFTS for row in _rows(_shelf(folder, kind))]
    return Batch(
        sources,
        tuple(sorted(drafts, key=order)),
        records=tuple(sorted(records, key=record_order)),
    )


def write_starter(batch: Batch, folder: Path = FOLDER) -> None:
    """Write a batch's sources, and its observations by theme, sorted and reproducible."""
    shelf = folder / "observations"
    shelf.mkdir(parents=True, exist_ok=True)
    for old in shelf.glob("*.csv"):
        old.unlink()
    for theme in codebook().themes:
        mine = [
            d for d in batch.observations if codebook().indicator(d.indicator).theme == theme.id
        ]
        if mine:
            write_rows(shelf / f"{theme.id}.csv", DraftObservation, sorted(mine, key=order))
    for kind in DRAFTS:
        records = [r for r in batch.records if isinstance(r, kind)]
        shelf = _shelf(folder, kind)
        shelf.parent.mkdir(exist_ok=True)
        write_rows(shelf, kind, sorted(records, key=record_order))
    write_rows(folder / "sources.csv", Source, batch.sources)


def _shelf(folder: Path, kind: type[DraftRecord]) -> Path:
    return folder / "records" / f"{kind.kind}.csv"


def record_order(draft: DraftRecord) -> tuple[str, ...]:
    """Sort key: kind, then what a release holds once."""
    return key(draft)


def order(draft: DraftObservation) -> tuple[str, str, str, str, str]:
    """Sort key: indicator, country, period, breakdown, source."""
    return draft.indicator, draft.country, draft.period, draft.breakdown, draft.source


def write_rows(path: Path, kind: type[Any], rows: Iterable[Any]) -> None:
    """Write dataclass instances as CSV, one column a field."""
    names = [field.name for field in fields(kind)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _text(v) for k, v in asdict(row).items()} for row in rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _source(row: dict[str, str]) -> Source:
    kept: dict[str, Any] = dict(row)
    kept["redistributable"] = row["redistributable"] == "True"
    kept["preference"] = int(row["preference"])
    return Source(**kept)


def _draft(row: dict[str, str]) -> DraftObservation:
    kept = _coded(row)
    for name in NUMBERS:
        kept[name] = float(row[name]) if row[name] else None
    kept["category"] = row["category"] or None
    return DraftObservation(**kept)


def _record(kind: type[DraftRecord], row: dict[str, str]) -> DraftRecord:
    return kind(**_coded(row))


def _coded(row: dict[str, str]) -> dict[str, Any]:
    """Return a row with its codes as members of their vocabularies."""
    kept: dict[str, Any] = dict(row)
    for name, vocabulary in VOCABULARIES.items():
        kept[name] = vocabulary(row[name])
    if "missing" in row:
        kept["missing"] = MissingReason(row["missing"]) if row["missing"] else None
    return kept
