"""Answers kept in memory, the least recently used thrown out first when it is full."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

MEBIBYTE = 2**20


@dataclass(frozen=True)
class ResponseBody:
    """A finished body and the headers that describe it."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def beside(self, headers: dict[str, str]) -> ResponseBody:
        """Return the same body with more headers."""
        return ResponseBody(self.body, self.headers | headers)


class ResponseCache:
    """Answers by key, at most ``limit`` bytes of bodies in all; safe for threads.

    Two threads that miss the same key both make it; that costs time once, while a lock
    around the making would let one slow answer hold up all others.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[str, ResponseBody] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: str, make: Callable[[], ResponseBody]) -> ResponseBody:
        """Return what is kept under the key, else make it and keep it if there is room."""
        with self._lock:
            entry = self._held.get(key)
            if entry is not None:
                self._held.move_to_end(key)
                return entry
        answer = make()
        if len(answer.body) <= self._limit // 4:
            self._keep(key, answer)
        return answer

    def peek(self, key: str) -> ResponseBody | None:
        """Return what is kept under the key, without making it."""
        with self._lock:
            return self._held.get(key)

    def _keep(self, key: str, answer: ResponseBody) -> None:
        with self._lock:
            before = self._held.pop(key, None)
            self._size += len(answer.body) - (len(before.body) if before else 0)
            self._held[key] = answer
            while self._size > self._limit:
                self._size -= len(self._held.popitem(last=False)[1].body)


KEPT = ResponseCache(64 * MEBIBYTE)
