"""How a sheet of a kind of record is put together."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.intake.sheets.columns import (
    COUNTRY,
    COUNTRY_NAME,
    DRAFTS,
    MARK,
    Column,
    Sheet,
)


def sheet(
    kind: str, label: str, meaning: str, marks: str, own: Iterable[Column], *more: Column
) -> Sheet:
    """Return the sheet of a kind: mark and country first, then its own columns."""
    return Sheet(
        kind=kind,
        title=f"{kind}s",
        label=label,
        meaning=meaning,
        columns=(MARK, COUNTRY, COUNTRY_NAME, *own, *more),
        marks=frozenset(("country", *marks.split())),
        draft=DRAFTS[kind],
    )


def number(name: str, label: str, meaning: str, example: str = "") -> Column:
    """Return a column of numbers."""
    return Column(name=name, label=label, meaning=meaning, reads="number", example=example)
