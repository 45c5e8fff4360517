"""Results of a release that a rerun asks for again, kept under the question that they answer.

A release never changes, so a chart's figure or what speaks against it is made once for each
question. What is kept is shared: take a copy of a figure before you change it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 400

_results: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
_lock = Lock()


def kept(make: Callable[[], T], *question: Hashable) -> T:
    """Return the result of a question, made at most once while it is kept.

    ``question`` names the kind of result, the release, and all that decides it.
    """
    with _lock:
        if question in _results:
            _results.move_to_end(question)
            result: T = _results[question]
            return result
    made = make()
    with _lock:
        _results[question] = made
        while len(_results) > MOST:
            _results.popitem(last=False)
    return made


def forget() -> None:
    """Let go of everything: a record was taken down."""
    with _lock:
        _results.clear()
