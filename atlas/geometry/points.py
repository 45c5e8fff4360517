"""Points of small states: moved apart where they would lie on each other."""

from __future__ import annotations

import numpy as np

from atlas.geometry.plane import Plane

GAP = 1 / 230  # of the view's longer side, between the middles of two points
ROUNDS = 200


def spread(places: dict[str, tuple[int, int]], plane: Plane) -> dict[str, list[int]]:
    """Push crowded points (the Lesser Antilles) apart, each only as far as it must go.

    The same places always give the same points.
    """
    names = sorted(places)
    if not names:
        return {}
    xy = np.array([places[n] for n in names], dtype=float)
    gap = GAP * max(plane.width, plane.height)
    for _ in range(ROUNDS):
        apart = xy[:, None] - xy[None, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        close = distance < gap
        if not close.any():
            break
        apart[distance == 0] = (1.0, 0.0)
        push = np.where(close, gap / np.maximum(distance, 1) - 1, 0.0)
        xy += 0.25 * (apart * push[..., None]).sum(axis=1)
    return {n: [round(x), round(y)] for n, (x, y) in zip(names, xy, strict=True)}
