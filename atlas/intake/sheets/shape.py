"""How a sheet of a kind of record is put together."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.intake.sheets.columns import (
    COUNTRY,
    COUNTRY_NAME,
    DRAFTS,
    MARK,
    ColumnDefinition,
    SheetDefinition,
)


def sheet(
    kind: str,
    label: str,
    meaning: str,
    marks: str,
    own: Iterable[ColumnDefinition],
    *more: ColumnDefinition,
) -> SheetDefinition:
    """Return the sheet of a kind: mark and country first, then its own columns."""
    return SheetDefinition(
        kind=kind,
        title=f"{kind}s",
        label=label,
        meaning=meaning,
        columns=(MARK, COUNTRY, COUNTRY_NAME, *own, *more),
        marks=frozenset(("country", *marks.split())),
        draft=DRAFTS[kind],
    )


def number_column(name: str, label: str, meaning: str, example: str = "") -> ColumnDefinition:
    """Return a column of numbers."""
    return ColumnDefinition(
        name=name, label=label, meaning=meaning, reads="number", example=example
    )
