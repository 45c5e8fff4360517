"""The starter submission as text: ``data/starter``, so that a diff shows every change."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.intake.draft import Batch, DraftObservation, Source
from atlas.settings import DATA

FOLDER = DATA / "starter"
COLUMNS = [field.name for field in fields(DraftObservation)]
GAP_COLUMNS = ["country", "indicator", "reason", "text"]


def read_starter(folder: Path = FOLDER) -> Batch:
    """Return the starter submission exactly as its connector made it (without the gaps)."""
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = tuple(map(_source, csv.DictReader(file)))
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        observations = tuple(map(_observation, csv.DictReader(file)))
    return Batch(sources, observations)


def write_starter(batch: Batch, folder: Path = FOLDER) -> None:
    """Write a batch as observations.csv, sources.csv and gaps.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "sources.csv", [f.name for f in fields(Source)], map(asdict, batch.sources))
    _write(folder / "observations.csv", COLUMNS, map(_row, batch.observations))
    gaps = (
        dict(zip(GAP_COLUMNS, (p.sheet, p.column, p.params["reason"], p.value), strict=True))
        for p in batch.problems
    )
    _write(folder / "gaps.csv", GAP_COLUMNS, gaps)


def _write(path: Path, columns: list[str], rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _row(draft: DraftObservation) -> dict[str, Any]:
    row = asdict(draft)
    for name in ("value", "low", "high"):
        row[name] = "" if row[name] is None else repr(row[name])
    return {name: "" if value is None else value for name, value in row.items()}


def _observation(row: dict[str, str]) -> DraftObservation:
    values: dict[str, Any] = dict(row)
    for name in ("value", "low", "high"):
        values[name] = float(row[name]) if row[name] else None
    values["category"] = row["category"] or None
    values["missing"] = MissingReason(row["missing"]) if row["missing"] else None
    values["method"] = Method(row["method"])
    values["processing"] = Processing(row["processing"])
    values["reliability"] = Reliability(row["reliability"])
    return DraftObservation(**values)


def _source(row: dict[str, str]) -> Source:
    values: dict[str, Any] = dict(row)
    values["redistributable"] = row["redistributable"] == "True"
    values["preference"] = int(row["preference"])
    return Source(**values)
