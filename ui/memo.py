"""Results of a release that a rerun asks for again, kept under the question that they answer.

A release never changes, so a chart's figure or what speaks against it is made once for each
question. Results are shared: take a copy of a figure before you change it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from ui import state

T = TypeVar("T")
MOST = 400

_results: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
_lock = Lock()


def memo(make: Callable[[], T], *question: Hashable) -> T:
    """Return the result of a question, made at most once while there is room for it.

    ``question`` names the kind of result, the release, and all that decides it; whose sources
    the address keeps decides every result.
    """
    question = (*question, state.origins())
    with _lock:
        if question in _results:
            _results.move_to_end(question)
            old: T = _results[question]
            return old
    new = make()
    with _lock:
        _results[question] = new
        while len(_results) > MOST:
            _results.popitem(last=False)
    return new


def forget() -> None:
    """Let go of everything: a record was taken down."""
    with _lock:
        _results.clear()
