"""The lines of an organisation chart: parts hang under their bar, the rest runs in gutters.

A line that is no part of the tree leaves a box at its end, goes down the gutter to the free
lane under its row and from there to the other box: it crosses lines, never boxes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.views.institutions.layout import (
    DEEPEST,
    DOOR,
    GUTTER,
    INDENT,
    LANE,
    PITCH,
    ChartGrid,
    InstitutionBox,
)
from atlas.views.institutions.structure import Edge

SPINE = 7  # from a box's start to the line that its parts hang on
STEP = 5  # between lines in one gutter
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class RelationLine:
    """One relation as a path from its subject to its object; ``hangs`` tells a part's line."""

    edge: Edge
    path: str
    hangs: bool


def relation_lines(grid: ChartGrid) -> tuple[RelationLine, ...]:
    """Return a line for each relation of a grid."""
    hanging = (RelationLine(e, _path(_spine(e, grid)), True) for e in grid.parents.values())
    return (*hanging, *_Router(grid).all())


def _spine(edge: Edge, grid: ChartGrid) -> Points:
    upper, lower = grid.boxes[edge.upper], grid.boxes[edge.lower]
    column = lower.last * PITCH
    x = column + min(lower.depth - 1, DEEPEST) * INDENT + SPINE
    down = [(x, upper.y + DOOR), (x, lower.door), (lower.x, lower.door)]
    return down if edge.lower == edge.object else down[::-1]


class _Router:
    """Gives each loose line a lane, gutter and port that no other line uses at that place."""

    def __init__(self, grid: ChartGrid) -> None:
        self.grid = grid
        self.used: Counter[tuple[str, object]] = Counter()

    def all(self) -> Iterator[RelationLine]:
        for edge in self.grid.loose:
            start, goal = self.grid.boxes[edge.subject], self.grid.boxes[edge.object]
            upward = start.row > goal.row
            points = self._down(goal, start)[::-1] if upward else self._down(start, goal)
            yield RelationLine(edge, _path(points), False)

    def _down(self, upper: InstitutionBox, lower: InstitutionBox) -> Points:
        """Return the way from a box to another in the same row or below."""
        leave, port = self._gutter(upper), self._port(upper)
        way = [(upper.end, port), (leave, port)]
        if upper.row == lower.row and upper.last == lower.last:
            end = self._port(lower)
            return [*way, (leave, end), (lower.end, end)]
        lane = self._lane(upper.row)
        way.append((leave, lane))
        if lower.row == upper.row + 1 and not lower.depth and lower.first:
            top = lower.end - 12 - 9 * self._next("top", lower.node.code)
            return [*way, (top, lane), (top, lower.y)]
        if lower.row > upper.row:
            margin = self.grid.width - 4
            way.append((margin, lane))
            lane = self._lane(lower.row)
            way.append((margin, lane))
        arrive, end = self._gutter(lower), self._port(lower)
        return [*way, (arrive, lane), (arrive, end), (lower.end, end)]

    def _next(self, what: str, where: object = "") -> int:
        self.used[what, where] += 1
        return self.used[what, where] - 1

    def _lane(self, row: int) -> float:
        return self.grid.floors[row] + LANE * self._next("lane", row)

    def _gutter(self, box: InstitutionBox) -> float:
        return (box.last + 1) * PITCH - GUTTER + 8 + STEP * (self._next("gutter", box.last) % 3)

    def _port(self, box: InstitutionBox) -> float:
        """Return a height at the box's end: that of its first words, then below in turn."""
        return box.door - 6 + 6 * (self._next("port", box.node.code) % 4)


def _path(points: Points) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
