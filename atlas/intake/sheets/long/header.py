"""Find the columns of a sheet by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.codebook.load import nearest
from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity
from atlas.intake.sheets.long.cells import cell_text

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
SOURCE = ("publisher", "title", "url", "vintage", "published", "accessed", "licence", "origin")
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
    return "_".join(cell_text(cell).casefold().replace("_", " ").replace("-", " ").split())


def _header(names: list[str], row: int, file: str, sheet: str) -> Header:
    columns: dict[str, int] = {}
    problems = []

    def report(severity: Severity, code: str, template: str, remedy: str, name: str) -> None:
        near = ", ".join(nearest(name, COLUMNS))
        params: dict[str, object] = {"name": name, "nearest": near, "template": template}
        params["remedy_template"] = remedy
        message, remedy = template.format(**params), remedy.format(**params)
        problems.append(
            Problem(severity, code, message, remedy, file, sheet, row, name, name, params)
        )

    for position, name in enumerate(names):
        if name in columns:
            template = N_("The column “{name}” appears twice.")
            report(Severity.ERROR, "duplicate-column", template, N_("Remove one of the two."), name)
        elif name in COLUMNS:
            columns[name] = position
        elif name:
            similar = nearest(name, COLUMNS)
            remedy = N_("Did you mean {nearest}?") if similar else N_("Remove it, or use note.")
            template = N_("The column “{name}” is unknown and was left out.")
            report(Severity.WARNING, "unknown-column", template, remedy, name)
    for name in REQUIRED:
        if name not in columns:
            template = N_("The column “{name}” is missing.")
            report(Severity.ERROR, "missing-column", template, N_("Add the column."), name)
    if not columns.keys() & set(ANSWERS):
        template = N_("The column “{name}” is missing.")
        remedy = N_("Add one of value, category and missing_reason.")
        report(Severity.ERROR, "missing-column", template, remedy, "value")
    positions = frozenset(position for position, name in enumerate(names) if name)
    return Header(row, columns, positions, tuple(problems))
