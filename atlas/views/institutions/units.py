"""What stands together in an organisation chart: spheres, trees and rows of trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from atlas.i18n import N_

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
class LayoutUnit:
    """Bodies that stay together: a tree, or single bodies of a sphere in one column.

    ``head`` is the tree's root, "" where there is none; columns hold (code, depth).
    """

    sphere: str
    head: str
    columns: list[list[tuple[str, int]]] = field(default_factory=list)

    @property
    def span(self) -> int:
        """Number of columns that it takes."""
        return max(1, len(self.columns))


def layout_units(
    roots: Iterable[str], below: dict[str, list[str]], spheres: dict[str, str]
) -> Iterator[LayoutUnit]:
    """Yield the units, sphere by sphere.

    Bodies without parts share columns: those that rank before the first tree stand before it
    (a ministry before the forces), all others after the trees.
    """
    order = list(SPHERES)
    for name, group in groupby(
        sorted(roots, key=lambda c: order.index(spheres[c])), lambda c: spheres[c]
    ):
        codes = list(group)
        first = next((i for i, c in enumerate(codes) if below[c]), len(codes))
        yield from _stacks(name, codes[:first])
        for code in codes[first:]:
            if below[code]:
                yield LayoutUnit(name, code, _columns(below[code], below))
        yield from _stacks(name, [c for c in codes[first:] if not below[c]])


def _stacks(name: str, codes: list[str]) -> Iterator[LayoutUnit]:
    if codes:
        size = ceil(len(codes) / ceil(len(codes) / STACK))
        for start in range(0, len(codes), size):
            yield LayoutUnit(name, "", [[(code, 0) for code in codes[start : start + size]]])


def _columns(children: list[str], below: dict[str, list[str]]) -> list[list[tuple[str, int]]]:
    """Share children among columns in their order, so that no column grows far longer."""
    hanging = [list(_hang(child, 1, below)) for child in children]
    count = len(children) if len(children) < WIDEST else min(WIDEST, ceil(len(children) / 2))
    columns: list[list[tuple[str, int]]] = [[] for _ in range(count)]
    remaining = sum(map(len, hanging))
    here = 0
    for place, boxes in enumerate(hanging):
        fair = remaining / (count - here)
        rest = len(hanging) - place
        full = len(columns[here]) + len(boxes) / 2 > fair or rest < count - here
        if columns[here] and full and here < count - 1:
            remaining -= len(columns[here])
            here += 1
        columns[here] += boxes
    return [column for column in columns if column]


def _hang(code: str, depth: int, below: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    yield code, depth
    for child in below[code]:
        yield from _hang(child, depth + 1, below)


def fill_rows(units: Iterable[LayoutUnit], columns: int) -> list[list[LayoutUnit]]:
    """Fill rows from the start; the forces begin a row of their own below the state."""
    rows: list[list[LayoutUnit]] = []
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
