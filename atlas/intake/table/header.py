"""Find the columns of a sheet by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.codebook.load import nearest
from atlas.intake.draft import Problem, Severity
from atlas.intake.table.cells import text

RECORD = (
    "country",
    "indicator",
    "period",
    "value",
    "low",
    "high",
    "category",
    "missing_reason",
    "breakdown",
    "unit",
    "original",
    "locator",
    "method",
    "reliability",
    "note",
)
SOURCE = ("publisher", "title", "url", "vintage", "published", "accessed", "licence")
COLUMNS = RECORD + SOURCE
REQUIRED = ("country", "indicator", "period", "publisher", "title")
ANSWERS = ("value", "low", "category", "missing_reason")
LATEST_HEADER = 10


@dataclass(frozen=True)
class Header:
    """Where the columns are, which positions have a name at all, and what is wrong."""

    row: int
    columns: dict[str, int]
    named: frozenset[int]
    problems: tuple[Problem, ...]


def find_header(rows: list[list[Any]], file: str, sheet: str) -> Header | None:
    """Return the header within the first rows, or None when the sheet has none."""
    for number, row in enumerate(rows[:LATEST_HEADER], start=1):
        names = [_name(cell) for cell in row]
        if sum(name in COLUMNS for name in names) >= 3 and {"country", "indicator"} & set(names):
            return _header(names, number, file, sheet)
    return None


def _name(cell: Any) -> str:
    return "_".join(text(cell).casefold().replace("_", " ").replace("-", " ").split())


def _header(names: list[str], row: int, file: str, sheet: str) -> Header:
    columns: dict[str, int] = {}
    problems = []

    def report(severity: Severity, code: str, template: str, remedy: str, name: str) -> None:
        params: dict[str, object] = {"name": name, "template": template}
        message = template.format(**params)
        problems.append(
            Problem(severity, code, message, remedy, file, sheet, row, name, name, params)
        )

    for position, name in enumerate(names):
        if name in columns:
            template = "The column “{name}” stands there twice."
            report(Severity.ERROR, "duplicate-column", template, "Remove one of the two.", name)
        elif name in COLUMNS:
            columns[name] = position
        elif name:
            similar = ", ".join(nearest(name, COLUMNS))
            remedy = f"Did you mean {similar}?" if similar else "Remove it, or use note."
            template = "The column “{name}” is not known and was left out."
            report(Severity.WARNING, "unknown-column", template, remedy, name)
    for name in REQUIRED:
        if name not in columns:
            template = "The column “{name}” is missing."
            report(Severity.ERROR, "missing-column", template, "Add the column.", name)
    if not columns.keys() & set(ANSWERS):
        template = "The column “{name}” is missing."
        remedy = "Add one of value, category and missing_reason."
        report(Severity.ERROR, "missing-column", template, remedy, "value")
    named = frozenset(position for position, name in enumerate(names) if name)
    return Header(row, columns, named, tuple(problems))
