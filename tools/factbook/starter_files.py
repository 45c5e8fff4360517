"""The files of ``data/starter``: written here, read by ``atlas.intake.starter``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from atlas.codebook import codebook
from atlas.intake.draft import DRAFTS, Batch, DraftObservation, Source
from atlas.intake.starter import FOLDER, order, record_order, shelf


def write_starter(batch: Batch, folder: Path = FOLDER) -> None:
    """Write a batch's sources, and its observations by theme, sorted and reproducible."""
    themes = folder / "observations"
    themes.mkdir(parents=True, exist_ok=True)
    for old in themes.glob("*.csv"):
        old.unlink()
    for theme in codebook().themes:
        mine = [
            d for d in batch.observations if codebook().indicator(d.indicator).theme == theme.id
        ]
        if mine:
            write_rows(themes / f"{theme.id}.csv", DraftObservation, sorted(mine, key=order))
    for kind in DRAFTS:
        records = [r for r in batch.records if isinstance(r, kind)]
        file = shelf(folder, kind)
        if not records:
            continue  # the edition says nothing of the kind
        file.parent.mkdir(exist_ok=True)
        write_rows(file, kind, sorted(records, key=record_order))
    write_rows(folder / "sources.csv", Source, batch.sources)


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
