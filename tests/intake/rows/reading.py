"""How the tests of this folder read: a text becomes a file, a batch becomes plain values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from atlas.intake.draft import Batch
from atlas.intake.files import read_file
from tests.intake.made import problems, written


def read(
    folder: Path, text: str, name: str = "sheet.csv", written_in: str = "utf-8", **answers: Any
) -> Batch:
    """Write a text as a file and read it, with the caller's answers if there are any."""
    from atlas.intake.layout import Given

    path = written(folder / name, text, written_in)
    return read_file(path, metadata=Given(**answers) if answers else None)


def values(batch: Batch) -> dict[tuple[str, str], float | str | None]:
    """Return (country, breakdown) -> value of a batch of one year and one indicator."""
    return {
        (d.country, d.breakdown): str(d.missing) if d.missing else d.value
        for d in batch.observations
    }


def named(batch: Batch, severity: str = "") -> set[tuple[str, int | None]]:
    """Return code and row of each problem, of one severity or of errors and warnings."""
    wanted = {severity} if severity else {"error", "warning"}
    return {(p.code, p.row) for p in problems(batch) if str(p.severity) in wanted}


def columns(batch: Batch) -> set[str]:
    """Return the headings that errors and warnings name."""
    return {p.column for p in problems(batch) if str(p.severity) != "info" and p.column}
