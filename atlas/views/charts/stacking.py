"""Put marks that would cover each other into rows, and give labels to those that have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class MarkBox:
    """A mark from ``start`` to ``end`` in percent; ``label`` is its label's width, if any."""

    start: float
    end: float
    label: float | None


@dataclass(frozen=True)
class MarkPlace:
    """Where a mark stands; ``before``: its label stands towards the start of the axis."""

    row: int
    labelled: bool = False
    before: bool = False


def stack_marks(boxes: Sequence[MarkBox], gap: float, most: int) -> list[MarkPlace]:
    """Return a place for each box (ordered by start) so that none covers another.

    All that can be labelled are, where ``most`` rows suffice for that; else only those that
    have room in as few rows as the marks alone need. With ``most`` 0 there are no labels.
    """
    plain = _rows(boxes, gap)
    if not most:
        return plain
    full = _rows(boxes, gap, labels=True)
    if max((p.row for p in full), default=0) < most:
        return full
    return _label_gaps(boxes, plain, gap)


def _rows(boxes: Sequence[MarkBox], gap: float, *, labels: bool = False) -> list[MarkPlace]:
    free_from: list[float] = []  # where each row is free again
    places = []
    for box in boxes:
        left, right, before = box.start - gap / 2, box.end + gap / 2, False
        has_label = labels and box.label is not None
        if has_label and box.label is not None:
            before = box.end + box.label > 100
            left = box.start - box.label if before else left
            right = right if before else box.end + box.label
        row = next((i for i, end in enumerate(free_from) if end <= left), len(free_from))
        free_from[row:] = [right, *free_from[row + 1 :]]
        places.append(MarkPlace(row, has_label, before))
    return places


def _label_gaps(boxes: Sequence[MarkBox], places: list[MarkPlace], gap: float) -> list[MarkPlace]:
    following: dict[int, float] = {}
    result = list(places)
    for i in range(len(boxes) - 1, -1, -1):
        box, row = boxes[i], places[i].row
        room = following.get(row, 100.0) - gap / 2
        if box.label is not None and box.end + box.label <= room:
            result[i] = replace(places[i], labelled=True)
        following[row] = box.start
    return result
