"""Small invented files that copy the layouts of publishers and editors; no number is real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, Problem, Severity
from atlas.intake.files import read_file
from atlas.intake.plausibility import check_against

Cells = Sequence[Sequence[Any]]


def workbook(path: Path, **sheets: Cells) -> Path:
    """Write an XLSX file; underscores in names of sheets stand for spaces."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file."""
    path.write_bytes(text.encode(encoding))
    return path


def figures(batch: Batch) -> dict[tuple[str, str, str, str], float | str | None]:
    """Return what a batch says: (country, indicator, period, breakdown) -> answer."""
    return {
        (d.country, d.indicator, d.period, d.breakdown): d.category
        or (str(d.missing) if d.missing else d.value)
        for d in batch.observations
    }


def problems(batch: Batch) -> list[Problem]:
    """Return all that is found in a batch."""
    return [*batch.problems, *check_batch(batch), *check_against(batch)]


def flagged(batch: Batch) -> set[tuple[str, str]]:
    """Return cell (or row) and code of each error and warning."""
    return {
        (str(p.params.get("cell") or p.row or ""), p.code)
        for p in problems(batch)
        if p.severity is not Severity.INFO
    }


def told(batch: Batch) -> set[tuple[str, str]]:
    """Return value and code of each piece of information."""
    return {(p.value, p.code) for p in problems(batch) if p.severity is Severity.INFO}


__all__ = ["figures", "flagged", "problems", "read_file", "told", "workbook", "written"]
