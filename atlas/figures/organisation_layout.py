"""Where each box of an organisation chart stands: a grid of columns, bodies by sphere.

The state's bodies stand above, the forces below, and a kind of body has the same place in
every country, so that two charts can be compared. A body of several parts is a bar across
their columns; what belongs to a part hangs under it. Every box ends where its column ends:
the gutters between the columns stay free for the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from textwrap import wrap

from atlas.figures.organisation import Edge, Node, Organisation, uppers
from atlas.i18n import N_

BOX, GUTTER, INDENT = 172, 26, 14
PITCH = BOX + GUTTER
GAP, LABEL = 10, 26
ROW_END, LANE = 20, 7
WIDEST = 4  # columns under one bar
STACK = 3  # single bodies in one column

STATE = ("government", "legislature", "courts")
SPHERES: dict[str, tuple[str, tuple[str, ...]]] = {
    "government": (
        N_("Executive"),
        ("head-of-state", "head-of-government", "cabinet", "security-council"),
    ),
    "legislature": (N_("Legislature"), ("legislature", "lower-house", "upper-house", "committee")),
    "courts": (N_("Courts and control"), ("highest-court", "military-court", "audit", "ombudsman")),
    "defence": (
        N_("Defence"),
        (
            "ministry-of-defence",
            "joint-staff",
            "armed-forces",
            "army",
            "navy",
            "air-force",
            "marines",
            "special-forces",
            "branch",
            "reserve",
        ),
    ),
    "security": (N_("Interior and services"), ()),
}


def sphere(kind: str) -> str:
    """Return the sphere of a kind of institution; a kind without one is a service."""
    return next((name for name, (_, kinds) in SPHERES.items() if kind in kinds), "security")


@dataclass
class Box:
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
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Title:
    """The name of a sphere above its part of a row."""

    text: str
    sphere: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Grid:
    """All boxes with their places; ``floors`` is where each row ends and its lines run."""

    width: float
    height: float
    boxes: dict[str, Box]
    titles: tuple[Title, ...]
    parents: dict[str, Edge]
    loose: tuple[Edge, ...]
    floors: tuple[float, ...]


@dataclass
class _Unit:
    """Bodies that stay together: a tree, or single bodies of a sphere in one column."""

    sphere: str
    head: str
    columns: list[list[tuple[str, int]]] = field(default_factory=list)  # (code, depth)

    @property
    def span(self) -> int:
        return max(1, len(self.columns))


def grid(chart: Organisation, columns: int) -> Grid:
    """Place a country's institutions on a grid of so many columns."""
    spheres = {code: sphere(node.kind) for code, node in chart.nodes.items()}
    near = [e for e in chart.edges if e.relation == "part-of" or _same(e, spheres)]
    parents = uppers(chart.nodes, near)
    drawn = {id(edge) for edge in parents.values()}
    loose = tuple(e for e in chart.edges if id(e) not in drawn and e.subject != e.object)
    below: dict[str, list[str]] = {code: [] for code in chart.nodes}
    for code in chart.nodes:
        if code in parents:
            below[parents[code].upper].append(code)
    rows = _rows(_units([c for c in chart.nodes if c not in parents], below, spheres), columns)
    boxes: dict[str, Box] = {}
    titles: list[Title] = []
    floors: list[float] = []
    top = 0.0
    for number, row in enumerate(rows):
        inside: dict[str, Box] = {}
        titles += _titles(row, top)
        column = 0
        for unit in row:
            inside |= {b.node.code: b for b in _boxes(unit, chart, number, column, top + LABEL)}
            column += unit.span
        boxes |= inside
        bottom = max(b.y + b.height for b in inside.values())
        floors.append(bottom + GAP)
        top = (
            bottom + ROW_END + LANE * sum(e.subject in inside or e.object in inside for e in loose)
        )
    return Grid(columns * PITCH, top, boxes, tuple(titles), parents, loose, tuple(floors))


def _same(edge: Edge, spheres: dict[str, str]) -> bool:
    return spheres[edge.subject] == spheres[edge.object]


def _units(
    roots: Iterable[str], below: dict[str, list[str]], spheres: dict[str, str]
) -> Iterator[_Unit]:
    """Yield the units, sphere by sphere; bodies without parts share columns after the trees."""
    order = list(SPHERES)
    for name, group in groupby(
        sorted(roots, key=lambda c: order.index(spheres[c])), lambda c: spheres[c]
    ):
        codes = list(group)
        for code in codes:
            if below[code]:
                yield _Unit(name, code, _columns(below[code], below))
        single = [c for c in codes if not below[c]]
        size = ceil(len(single) / max(1, ceil(len(single) / STACK)))
        for start in range(0, len(single), size or 1):
            yield _Unit(name, "", [[(c, 0) for c in single[start : start + size]]])


def _columns(children: list[str], below: dict[str, list[str]]) -> list[list[tuple[str, int]]]:
    """Share children among columns in their order, so that no column grows far longer."""
    hanging = [list(_hang(child, 1, below)) for child in children]
    count = min(len(children), WIDEST)
    columns: list[list[tuple[str, int]]] = [[] for _ in range(count)]
    left = sum(map(len, hanging))
    here = 0
    for place, boxes in enumerate(hanging):
        fair = left / (count - here)
        rest = len(hanging) - place
        full = len(columns[here]) + len(boxes) / 2 > fair or rest < count - here
        if columns[here] and full and here < count - 1:
            left -= len(columns[here])
            here += 1
        columns[here] += boxes
    return [column for column in columns if column]


def _hang(code: str, depth: int, below: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    yield code, depth
    for child in below[code]:
        yield from _hang(child, depth + 1, below)


def _rows(units: Iterable[_Unit], columns: int) -> list[list[_Unit]]:
    """Fill rows from the start; the forces begin a row of their own below the state."""
    rows: list[list[_Unit]] = []
    for unit in units:
        while unit.span > columns:  # a narrow drawing: the last columns join
            unit.columns[-2:] = [unit.columns[-2] + unit.columns[-1]]
        row = rows[-1] if rows else []
        full = sum(u.span for u in row) + unit.span > columns
        lower = row and row[-1].sphere in STATE and unit.sphere not in STATE
        if not row or full or lower:
            rows.append([unit])
        else:
            row.append(unit)
    return rows


def _titles(row: list[_Unit], top: float) -> Iterator[Title]:
    column = 0
    for name, group in groupby(row, lambda u: u.sphere):
        span = sum(u.span for u in group)
        yield Title(SPHERES[name][0], name, column * PITCH, top, span * PITCH - GUTTER)
        column += span


def _boxes(unit: _Unit, chart: Organisation, row: int, first: int, top: float) -> Iterator[Box]:
    last = first + unit.span - 1
    if unit.head:
        width = unit.span * PITCH - GUTTER
        head = _box(chart.nodes[unit.head], unit, row, last, first * PITCH, top, width, 0)
        head.first = True
        yield head
        top = head.y + head.height + GAP
    for number, column in enumerate(unit.columns, start=first):
        y = top
        for code, depth in column:
            indent = min(depth, 4) * INDENT
            box = _box(
                chart.nodes[code],
                unit,
                row,
                number,
                number * PITCH + indent,
                y,
                BOX - indent,
                depth,
            )
            box.first = y == top and not unit.head
            yield box
            y += box.height + GAP


def _box(
    node: Node, unit: _Unit, row: int, last: int, x: float, y: float, width: float, depth: int
) -> Box:
    return Box(node, unit.sphere, x, y, width, height(node, width), depth, row, last, False)


def height(node: Node, width: float) -> float:
    """Return how high a box must be for its words, on a page that is narrower than planned."""
    room = width * 0.86 - 20
    names = wrap(node.name, max(8, int(room / 6.9)))
    kinds = wrap(node.kind_name, max(10, int(room / 5.7)))
    dates = 14 if node.period else 0
    return 14 + 17 * max(1, len(names)) + 14 * len(kinds) + dates
