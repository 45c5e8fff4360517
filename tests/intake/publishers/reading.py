"""Write a small text, read it, and look at what was read."""

from __future__ import annotations

from pathlib import Path

from atlas.intake.draft import Batch, Severity
from atlas.intake.files import read_file
from atlas.intake.layout import Given

SAID = Given(publisher="Test Ministry", title="Yearbook", vintage="2022")


def read(folder: Path, text: str, name: str = "file.csv", *, described: bool = False) -> Batch:
    """Read a text, with the words of the command line where it is ``described``."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path, metadata=SAID if described else None)


def figures(batch: Batch) -> dict[str, float | str | None]:
    """Return “KEN milex_gdp 2022” -> value, or the reason why there is none."""
    return {
        f"{d.country} {d.indicator} {d.period}": d.value if d.missing is None else str(d.missing)
        for d in batch.observations
    }


def indicators(batch: Batch) -> set[str]:
    """Return the indicators that were read."""
    return {draft.indicator for draft in batch.observations}


def words(batch: Batch) -> str:
    """Return all that the problems say."""
    return " ".join(f"{p.message} {p.column} {p.value}" for p in batch.problems)


def errors(batch: Batch) -> list[str]:
    """Return the codes of the errors."""
    return [p.code for p in batch.problems if p.severity is Severity.ERROR]
