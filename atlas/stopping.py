"""Long work that stops when nobody waits for it any more: it asks here between its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from threading import Event
from typing import TypeVar

T = TypeVar("T")
EVERY = 200  # rows between two looks; a look costs less than writing one row
STOP: ContextVar[Event | None] = ContextVar("stop", default=None)


class Abandoned(Exception):
    """All who waited for this work have left."""


def unless_abandoned(rows: Iterable[T]) -> Iterator[T]:
    """Yield the rows as long as somebody waits for the work.

    Raises
    ------
    Abandoned
    """
    stop = STOP.get()
    for count, row in enumerate(rows):
        if stop is not None and count % EVERY == 0 and stop.is_set():
            raise Abandoned
        yield row
