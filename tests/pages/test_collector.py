"""What caches keep is out of the garbage collector's rounds, and can still die."""

from __future__ import annotations

import gc
import weakref

from ui.collector import MANY, set_aside


class Node:
    """An object in a circle."""


def test_what_is_kept_is_set_aside_and_a_dead_circle_goes_later() -> None:
    try:
        kept = [[number] for number in range(2 * MANY)]
        circle = Node()
        circle.own = circle  # type: ignore[attr-defined]
        seen = weakref.ref(circle)
        gc.collect()
        assert set_aside()
        assert len(gc.get_objects(generation=2)) < MANY
        assert not set_aside(), "nothing new: nothing to do"
        del circle
        kept += [[number] for number in range(2 * MANY)]
        gc.collect()
        assert seen() is not None, "what is set aside is not looked at"
        assert set_aside() and seen() is None
    finally:
        gc.unfreeze()
