"""Blocks stacked in one sheet under one heading of years, each under lines of its own."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.intake.layout.entities import PAGE, entity
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.mapping import Mapping
from atlas.intake.layout.subjects import subjects_in
from atlas.intake.layout.units import unit_of

LONGEST_LINE = 120


@dataclass(frozen=True)
class Block:
    """Rows of one block, and the lines above it."""

    first: int
    last: int
    lines: tuple[str, ...]


def blocks_of(grid: Grid, base: Mapping, countries: int | None) -> list[Block]:
    """Return the blocks of a table; one without lines when nothing stands between its rows."""
    whole = Block(base.first, base.last, ())
    if countries is None or not any(column.year for column in base.columns.values()):
        return [whole]
    values = [at for at, column in base.columns.items() if column.year]
    blocks: list[Block] = []
    pending: list[str] = []
    lines: tuple[str, ...] = ()
    first: int | None = None
    for row in range(base.first, base.last + 1):
        cells = grid.bare(row)
        if not cells:
            continue
        if any(at in cells for at in values) and not _is_line(grid, row, cells, countries):
            labels = [line for line in pending if _says(line)]
            if first is None:
                first, lines = row, tuple(labels)
            elif labels:
                blocks.append(Block(first, row - 1, lines))
                first, lines = row, tuple(labels)
            pending = []
        elif len(cells) <= 3:
            pending += [
                t for t in cells.values() if len(t) <= LONGEST_LINE and not PAGE.fullmatch(t)
            ]
    if first is None:
        return [whole]
    return [*blocks, Block(first, base.last, lines)]


def _is_line(grid: Grid, row: int, cells: dict[int, str], countries: int) -> bool:
    """Tell whether a row is a line of text that only happens to stand under a year."""
    label = grid.text(row, countries)
    if label and entity(label).kind != "blank":
        return False
    texts = [t for c, t in cells.items() if isinstance(grid.at(row, c), str)]
    return len(cells) <= 3 and len(texts) == len(cells) and any(c.isalpha() for c in texts[0])


def _says(line: str) -> bool:
    """Tell whether a line says what is counted, in which unit or at which prices."""
    unit = unit_of(line)
    if entity(line).kind in ("country", "aggregate") and not unit:
        return False
    return bool(unit or unit.constant is not None or len(subjects_in(line)) == 1)
