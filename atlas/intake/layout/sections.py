"""Tables that stand side by side in one sheet, each with a column of countries of its own.

A list of countries that is printed in two halves looks the same. Read as one table, the second
half's figures would be given to the countries of the first.
"""

from __future__ import annotations

from itertools import pairwise

from atlas.intake.layout.entities import entity
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.words import role_of

LATEST = 40
LOOKED_AT = 60
LEFT = ("ignored", "code")  # what may stand to the left of a table's countries


def sections(grid: Grid) -> list[Grid]:
    """Return the tables that stand side by side as grids of their own; else the grid alone."""
    for row in range(min(LATEST, len(grid.rows))):
        country_columns = [c for c, text in grid.bare(row).items() if role_of(text) == "country"]
        starts = [b for a, b in pairwise(country_columns) if _apart(grid, row, a, b)]
        if starts:
            edges = [0, *(_start(grid, row, at) for at in starts), grid.width]
            return [_part(grid, row, left, right) for left, right in pairwise(edges)]
    return [grid]


def _apart(grid: Grid, row: int, first: int, second: int) -> bool:
    """Tell whether figures stand between two columns of countries, which are not the same."""
    between = [t for c, t in grid.bare(row).items() if first < c < second]
    if all(role_of(text) not in ("", "value") for text in between):
        return False
    rows = range(row + 1, min(row + LOOKED_AT, len(grid.rows)))
    pairs = [(entity(grid.text(r, first)), entity(grid.text(r, second))) for r in rows]
    has_countries = all(any(pair[at].iso3 for pair in pairs) for at in (0, 1))
    return has_countries and any(one.iso3 and one != two for one, two in pairs)


def _start(grid: Grid, row: int, countries: int) -> int:
    """Return the first column of the table whose countries stand in a column."""
    column = countries
    while column > 1 and role_of(grid.text(row, column - 1)) in LEFT:
        column -= 1
    return column


def _part(grid: Grid, row: int, left: int, right: int) -> Grid:
    """Return a grid in which only some columns are filled; a title above all is one of each."""
    part = Grid(grid.page)
    above = [_cells_between(cells, left, right) for cells in grid.rows[:row]]
    is_title = any(cell not in ("", None) for cells in above for cell in cells)
    part.rows = above if is_title else [list(cells) for cells in grid.rows[:row]]
    part.rows += [_cells_between(cells, left, right) for cells in grid.rows[row:]]
    return part


def _cells_between(cells: list[object], left: int, right: int) -> list[object]:
    return [cell if left <= at < right else "" for at, cell in enumerate(cells)]
