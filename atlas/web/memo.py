"""A function's results by its arguments, with a look at what is ready."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Info(NamedTuple):
    """How often a result was ready, and how often it had to be made."""

    hits: int
    misses: int


class PeekableCache(Generic[P, T]):
    """Like ``functools.lru_cache``, with ``peek``: an answer that is ready need not queue."""

    def __init__(self, make: Callable[P, T], most: int) -> None:
        self.make, self._most = make, most
        self.__doc__ = make.__doc__
        self._results: OrderedDict[Hashable, T] = OrderedDict()
        self._hits = self._misses = 0
        self._lock = Lock()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the result, made when it is not ready."""
        ready = self.peek(*args, **kwargs)
        if ready is not None:
            return ready
        result = self.make(*args, **kwargs)
        with self._lock:
            self._misses += 1
            self._results[_key(args, kwargs)] = result
            while len(self._results) > self._most:
                self._results.popitem(last=False)
        return result

    def peek(self, *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return the result if it is ready."""
        key = _key(args, kwargs)
        with self._lock:
            if key in self._results:
                self._hits += 1
                self._results.move_to_end(key)
            return self._results.get(key)

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()
            self._hits = self._misses = 0

    def cache_info(self) -> Info:
        """Return how often a result was ready."""
        return Info(self._hits, self._misses)


def peekable_cache(most: int) -> Callable[[Callable[P, T]], PeekableCache[P, T]]:
    """Return a decorator that keeps up to ``most`` results, the least used thrown out first."""
    return lambda make: PeekableCache(make, most)


def _key(args: tuple[object, ...], kwargs: dict[str, object]) -> Hashable:
    return args, tuple(sorted(kwargs.items()))
