"""Columns of texts that say which part of a country's total each row is."""

from __future__ import annotations

from atlas.intake.layout.entities import entity
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.words import WORDED, is_part_word, names_part, part_of
from atlas.store.columns import API_FIELDS

# Columns of the atlas's own downloads: how a figure was made, not what it is a part of.
OF_FIGURES = frozenset({*API_FIELDS, *WORDED} - {"breakdown"})
LONGEST = 40  # characters of the name of a kind; longer texts are remarks


def part_role(
    grid: Grid, column: int, countries: int | None, rows: range, heading: str, role: str
) -> str:
    """Return ``part`` where a column of texts under a heading says so, else its ``role``.

    Its heading names parts, or its texts repeat themselves as kinds do and a remark does not,
    and differ within a country.
    """
    if heading.strip() in OF_FIGURES:
        return role
    cells = {row: text for row in rows if (text := grid.text(row, column))}
    if cells and (is_part_word(heading) if role == "ignored" else names_part(heading)):
        return "part"
    kinds = set(cells.values())
    plain = not any(c.isdigit() and not part_of(text) for text in kinds for c in text)
    few = len(kinds) > 1 and 2 * len(kinds) <= len(cells) and max(map(len, kinds)) <= LONGEST
    if role or not few or not plain or any(entity(text).kind != "unknown" for text in kinds):
        return role
    owners: dict[str, set[str]] = {}
    for row, text in cells.items():
        owners.setdefault(grid.text(row, countries or 0), set()).add(text)
    return "part" if any(len(each) > 1 for each in owners.values()) else role
