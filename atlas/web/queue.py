"""Heavy answers in turn: the same work once for all who ask, few at a time, none for nobody.

Work is keyed by what is really asked, not by its address, so two spellings of one question wait
for one result. Who leaves stops waiting; when the last one leaves, the work is taken out of the
queue, or stops between two of its pieces (``atlas.stopping``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Event, Lock
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from atlas.errors import AtlasError
from atlas.settings import limit
from atlas.stopping import STOP
from atlas.web.guard.rates import HEAVY, address_of
from atlas.web.guard.refusal import refuse

T = TypeVar("T")
PATIENCE = 5.0
LEFT = 499  # as web servers log a reader who left; nobody receives it


class ComeAgain(AtlasError):
    """The atlas cannot do the work now; ``wait`` says in how many seconds it may."""

    def __init__(self, wait: float) -> None:
        self.wait = max(1, int(wait))
        super().__init__(self.template, seconds=self.wait)

    template = ""


class Busy(ComeAgain):
    """All places of the queue are taken."""

    code = "busy"
    http_status = 503
    template = "The atlas is busy. Try again in {seconds} seconds."


class TooOften(ComeAgain):
    """One address asked for too much work in this minute."""

    code = "too-many-requests"
    http_status = 429
    template = "Too many requests from your address. Try again in {seconds} seconds."


class ReaderLeft(Exception):
    """Who asked is gone; there is nobody to answer."""


class Later(Response):
    """The place of an answer whose work waits its turn: ``resolve_response`` makes the answer."""

    def __init__(
        self, key: Hashable, make: Callable[[], Any], finish: Callable[[Any], Response]
    ) -> None:
        super().__init__()
        self.key, self.make, self.finish = key, make, finish


@dataclass
class Job:
    """Work that is queued or done now, and how many wait for it."""

    work: Future[Any] = field(init=False)
    stop: Event = field(default_factory=Event)
    waiting: int = 0


class Queue:
    """Few workers, a few places to wait, one job for each key."""

    def __init__(self) -> None:
        self._jobs: dict[Hashable, Job] = {}
        self._unfinished: set[Future[Any]] = set()
        self._lock = Lock()

    async def do(self, request: Request, key: Hashable, make: Callable[[], T]) -> T:
        """Return what the work makes, whoever began it.

        Raises
        ------
        Busy, TooOften, ReaderLeft
        """
        job = self._join(request, key, make)
        try:
            return await _result(job.work, request)
        finally:
            self._leave(key, job)

    def _join(self, request: Request, key: Hashable, make: Callable[[], Any]) -> Job:
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = self._start(request, make)
                job.work.add_done_callback(lambda work: self._finish(key, work))
            job.waiting += 1
            return job

    def _start(self, request: Request, make: Callable[[], Any]) -> Job:
        if len(self._unfinished) >= limit("ATLAS_HEAVY_WORKERS") + limit("ATLAS_HEAVY_PLACES"):
            raise Busy(PATIENCE)
        _require_seldom(request.scope)
        job = Job()
        context = copy_context()
        context.run(STOP.set, job.stop)
        job.work = _workers().submit(context.run, make)
        self._unfinished.add(job.work)
        return job

    def _leave(self, key: Hashable, job: Job) -> None:
        with self._lock:
            job.waiting -= 1
            if job.waiting or job.work.done():
                return
            if self._jobs.get(key) is job:
                del self._jobs[key]  # who asks now begins anew
        job.stop.set()
        job.work.cancel()

    def _finish(self, key: Hashable, work: Future[Any]) -> None:
        # A work that ended before its callback was added calls back within ``_join``: no lock.
        self._unfinished.discard(work)
        job = self._jobs.get(key)
        if job is not None and job.work is work:
            self._jobs.pop(key, None)


@lru_cache(maxsize=1)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(limit("ATLAS_HEAVY_WORKERS"), thread_name_prefix="heavy")


def _require_seldom(scope: Scope) -> None:
    wait = HEAVY.take(address_of(scope))
    if wait is not None:
        raise TooOften(wait)


async def _result(work: Future[T], request: Request) -> T:
    outcome = asyncio.wrap_future(work)
    outcome.add_done_callback(
        lambda future: future.cancelled() or future.exception()
    )  # seen by nobody
    departure = asyncio.create_task(_departure(request))
    try:
        both: set[asyncio.Future[Any]] = {outcome, departure}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not outcome.done():
            raise ReaderLeft
        return outcome.result()
    finally:
        departure.cancel()


async def _departure(request: Request) -> None:
    """Return when the reader has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


QUEUE = Queue()


async def resolve_response(answer: Response, request: Request) -> Response:
    """Return an answer as it is, or do what it waits for.

    Raises
    ------
    Busy, TooOften, and whatever the work raises
    """
    if not isinstance(answer, Later):
        return answer
    try:
        return answer.finish(await QUEUE.do(request, answer.key, answer.make))
    except ReaderLeft:
        return Response(status_code=LEFT)


class LimitedStream(StreamingResponse):
    """A long answer written piece by piece; a reader who leaves ends it, and few are written."""

    _open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the answer, unless too many are being written."""
        wait: float | None = PATIENCE
        status = 503
        if LimitedStream._open < limit("ATLAS_HEAVY_STREAMS"):
            status, wait = 429, HEAVY.take(address_of(scope))
        if wait is not None:
            await refuse(scope, receive, send, status, "Please come again soon.", wait=wait)
            return
        LimitedStream._open += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            LimitedStream._open -= 1
