"""Where each box of an organisation chart stands: a grid of columns, bodies by sphere.

The state's bodies stand above, the forces below, and a kind of body has the same place in
every country, so that two charts can be compared. A body of several parts is a bar across
their columns; what belongs to a part hangs under it. Every box ends where its column ends:
the gutters between the columns stay free for the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from atlas.views.institutions.structure import Edge, Node, OrganisationChart, uppers
from atlas.views.institutions.units import SPHERES, LayoutUnit, fill_rows, layout_units, sphere

BOX, GUTTER, INDENT = 172, 26, 14
PITCH = BOX + GUTTER
GAP, LABEL, DOOR = 10, 26, 19
ROW_END, LANE = 20, 7
DEEPEST = 4  # indents; what hangs deeper stands under the last
# The least width that a chart gets on a page: of up to three columns it is one of two.
ALONE, BESIDE = 836, 550


@dataclass
class InstitutionBox:
    """One institution in the drawing; ``last`` is the column at whose end it ends."""

    node: Node
    sphere: str
    x: float
    y: float
    width: float
    height: float
    depth: int
    row: int
    last: int
    first: bool  # nothing of its row stands above it

    @property
    def end(self) -> float:
        """Where it ends, in the direction of reading."""
        return self.x + self.width

    @property
    def door(self) -> float:
        """The height at which lines reach it: that of its first words."""
        return self.y + DOOR


@dataclass(frozen=True)
class Title:
    """The name of a sphere above its part of a row."""

    text: str
    sphere: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class ChartGrid:
    """All boxes with their places; ``floors`` is where each row ends and its lines run."""

    width: float
    height: float
    boxes: dict[str, InstitutionBox]
    titles: tuple[Title, ...]
    parents: dict[str, Edge]
    loose: tuple[Edge, ...]
    floors: tuple[float, ...]


def chart_grid(chart: OrganisationChart, columns: int) -> ChartGrid:
    """Place a country's institutions on a grid of so many columns at most."""
    spheres = {code: sphere(node.kind) for code, node in chart.nodes.items()}
    near = [e for e in chart.edges if e.relation == "part-of" or _same(e, spheres)]
    parents = uppers(chart.nodes, near)
    parent_ids = {id(edge) for edge in parents.values()}
    loose = tuple(e for e in chart.edges if id(e) not in parent_ids and e.subject != e.object)
    below: dict[str, list[str]] = {code: [] for code in chart.nodes}
    for code in chart.nodes:
        if code in parents:
            below[parents[code].upper].append(code)
    roots = [code for code in chart.nodes if code not in parents]
    rows = fill_rows(layout_units(roots, below, spheres), columns)
    wide = PITCH * max((sum(unit.span for unit in row) for row in rows), default=1)
    room = min(1.05, (ALONE if columns > 3 else BESIDE) / wide)
    placer = _Placer(chart, room)
    for row in rows:
        placer.row(row, loose)
    floors = tuple(placer.floors)
    return ChartGrid(wide, placer.top, placer.boxes, tuple(placer.titles), parents, loose, floors)


def _same(edge: Edge, spheres: dict[str, str]) -> bool:
    return spheres[edge.subject] == spheres[edge.object]


class _Placer:
    """Sets row after row below each other; ``room`` is how narrow a page may make the boxes."""

    def __init__(self, chart: OrganisationChart, room: float) -> None:
        self.chart, self.room = chart, room
        self.top = 0.0
        self.boxes: dict[str, InstitutionBox] = {}
        self.titles: list[Title] = []
        self.floors: list[float] = []

    def row(self, row: list[LayoutUnit], loose: tuple[Edge, ...]) -> None:
        """Place the units of a row, then keep room under it for the lines that run there."""
        self.titles += _titles(row, self.top)
        inside: dict[str, InstitutionBox] = {}
        column = 0
        for unit in row:
            inside |= {box.node.code: box for box in self._unit(unit, column)}
            column += unit.span
        self.boxes |= inside
        bottom = max(box.y + box.height for box in inside.values())
        self.floors.append(bottom + GAP)
        passing = sum(e.subject in inside or e.object in inside for e in loose)
        self.top = bottom + ROW_END + LANE * passing

    def _unit(self, unit: LayoutUnit, first: int) -> Iterator[InstitutionBox]:
        top = self.top + LABEL
        start = top
        if unit.head:
            width = unit.span * PITCH - GUTTER
            head = self._box(unit, unit.head, 0, first + unit.span - 1, width, top)
            yield head
            start = top + head.height + GAP
        for number, column in enumerate(unit.columns, start=first):
            y = start
            for code, depth in column:
                width = BOX - min(depth, DEEPEST) * INDENT
                box = self._box(unit, code, depth, number, width, y)
                yield box
                y += box.height + GAP

    def _box(
        self, unit: LayoutUnit, code: str, depth: int, last: int, width: float, y: float
    ) -> InstitutionBox:
        node = self.chart.nodes[code]
        x = (last + 1) * PITCH - GUTTER - width
        high = height(node, width * self.room)
        first = y == self.top + LABEL
        return InstitutionBox(
            node, unit.sphere, x, y, width, high, depth, len(self.floors), last, first
        )


def _titles(row: list[LayoutUnit], top: float) -> Iterator[Title]:
    column = 0
    for name, group in groupby(row, lambda u: u.sphere):
        span = sum(u.span for u in group)
        yield Title(SPHERES[name][0], name, column * PITCH, top, span * PITCH - GUTTER)
        column += span


def height(node: Node, width: float) -> float:
    """Return how much room a box needs for its words, in a column of that width.

    A box is as high as its words are on the page at hand; this only keeps the place free.
    """
    room = width - 20
    names = wrap(node.name, max(8, int(room / 6.7)))
    kinds = wrap(node.kind_name, max(10, int(room / 5.5)))
    dates = 14 if node.period else 0
    return 14 + 17 * max(1, len(names)) + 14 * len(kinds) + dates
