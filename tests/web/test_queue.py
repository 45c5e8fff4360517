"""Heavy answers: once for all who ask, few at a time, none for those who left."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from threading import Event
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from atlas.stopping import EVERY, Abandoned, unless_abandoned
from atlas.web import queue
from atlas.web.api import answers, response_cache
from atlas.web.guard import rates
from atlas.web.queue import Busy, Later, Queue, ReaderLeft, TooOften, resolve_response
from tests import own_loop

WAITS = 10  # seconds until a test gives up


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin with workers of this test, an empty queue and no counts."""
    monkeypatch.setenv("ATLAS_HEAVY_WORKERS", "1")
    monkeypatch.setattr(queue, "QUEUE", Queue())
    monkeypatch.setattr(rates.HEAVY, "_counts", {})
    queue._workers.cache_clear()
    yield
    queue._workers().shutdown(wait=True)
    queue._workers.cache_clear()


class Reader:
    """One who asks, and may leave."""

    def __init__(self) -> None:
        self._leaves = asyncio.Event()

    @property
    def request(self) -> Request:
        async def receive() -> dict[str, Any]:
            await self._leaves.wait()
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"",
                 "client": ("192.0.2.1", 1)}  # fmt: skip
        return Request(scope, receive)

    def leave(self) -> None:
        self._leaves.set()


class Work:
    """Work that waits until a test lets it go on, and counts how often it was begun."""

    def __init__(self) -> None:
        self.begun = 0
        self.at_work, self.go_on = Event(), Event()

    def __call__(self) -> str:
        self.begun += 1
        self.at_work.set()
        assert self.go_on.wait(WAITS)
        return "made"


async def begun(work: Work) -> None:
    await asyncio.to_thread(work.at_work.wait, WAITS)


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(story(), 3 * WAITS)

    own_loop.run(bounded())


def test_the_same_work_is_done_once_for_all() -> None:
    async def story() -> None:
        line, work = Queue(), Work()
        asked = [asyncio.create_task(line.do(Reader().request, "key", work)) for _ in range(5)]
        await begun(work)
        await asyncio.sleep(0)
        work.go_on.set()
        assert await asyncio.gather(*asked) == ["made"] * 5
        assert work.begun == 1
        assert not line._jobs

    run(story)


def test_an_error_reaches_all_and_is_not_kept() -> None:
    async def story() -> None:
        line = Queue()

        def fail() -> str:
            raise ValueError("no")

        for _ in range(2):
            with pytest.raises(ValueError, match="no"):
                await line.do(Reader().request, "key", fail)

    run(story)


def test_who_leaves_stops_waiting_and_the_others_get_their_answer() -> None:
    async def story() -> None:
        line, work, one = Queue(), Work(), Reader()
        leaver = asyncio.create_task(line.do(one.request, "key", work))
        stayer = asyncio.create_task(line.do(Reader().request, "key", work))
        await begun(work)
        one.leave()
        with pytest.raises(ReaderLeft):
            await leaver
        work.go_on.set()
        assert await stayer == "made"

    run(story)


def test_work_that_nobody_waits_for_leaves_the_queue_unbegun() -> None:
    async def story() -> None:
        line, first, second, reader = Queue(), Work(), Work(), Reader()
        running = asyncio.create_task(line.do(Reader().request, "first", first))
        await begun(first)
        queued = asyncio.create_task(line.do(reader.request, "second", second))
        await asyncio.sleep(0)
        reader.leave()
        with pytest.raises(ReaderLeft):
            await queued
        first.go_on.set()
        await running
        assert second.begun == 0

    run(story)


def test_work_at_its_pieces_stops_when_the_last_reader_leaves() -> None:
    async def story() -> None:
        line, reader = Queue(), Reader()
        pieces: list[int] = []
        at_work, go_on, over = Event(), Event(), Event()

        def endless() -> Iterator[int]:
            number = 0
            while True:
                yield (number := number + 1)

        def write() -> None:
            try:
                for row in unless_abandoned(endless()):
                    pieces.append(row)
                    at_work.set()
                    assert go_on.wait(WAITS)
            except Abandoned:
                over.set()
                raise

        asked = asyncio.create_task(line.do(reader.request, "key", write))
        await asyncio.to_thread(at_work.wait, WAITS)
        reader.leave()
        with pytest.raises(ReaderLeft):
            await asked
        go_on.set()
        assert await asyncio.to_thread(over.wait, WAITS)
        assert len(pieces) == EVERY

    run(story)


def test_a_full_queue_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_HEAVY_PLACES", "1")

    async def story() -> None:
        line, works = Queue(), [Work() for _ in range(3)]
        asked = []
        for number in (0, 1):
            asked.append(asyncio.create_task(line.do(Reader().request, number, works[number])))
            await asyncio.sleep(0)
        with pytest.raises(Busy) as busy:
            await line.do(Reader().request, 2, works[2])
        assert busy.value.wait > 0
        for work in works:
            work.go_on.set()
        assert await asyncio.gather(*asked) == ["made"] * 2

    run(story)


def test_one_address_begins_only_so_much_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_HEAVY_PER_MINUTE", "2")

    async def story() -> None:
        line = Queue()
        for number in range(2):
            assert await line.do(Reader().request, number, lambda: "made") == "made"
        with pytest.raises(TooOften):
            await line.do(Reader().request, "more", lambda: "made")

    run(story)


def test_a_reader_who_left_is_answered_with_nothing() -> None:
    async def story() -> None:
        reader, work = Reader(), Work()
        waiting = Later("key", work, lambda _: pytest.fail("nobody is there"))
        asked = asyncio.create_task(resolve_response(waiting, reader.request))
        await begun(work)
        reader.leave()
        assert (await asked).body == b""
        work.go_on.set()

    run(story)


@pytest.fixture
def fresh_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with no answers kept."""
    monkeypatch.setattr(answers, "KEPT", response_cache.ResponseCache(64 * response_cache.MEBIBYTE))


HEAVY = [
    "/api/v1/observations?indicator=milex_gdp&format=xlsx",
    "/api/v1/observations?indicator=milex_gdp&format=sdmx-csv",
    "/api/v1/events?format=xlsx",
    "/api/v1/template?indicator=milex_gdp&country=URY",
]


@pytest.mark.usefixtures("fresh_answers")
@pytest.mark.parametrize("path", HEAVY)
def test_a_busy_atlas_answers_503_with_retry_after(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert client.get(path).status_code == 200
    monkeypatch.setattr(answers, "KEPT", response_cache.ResponseCache(64 * response_cache.MEBIBYTE))
    monkeypatch.setenv("ATLAS_HEAVY_PLACES", "0")
    monkeypatch.setenv("ATLAS_HEAVY_WORKERS", "0")
    answer = client.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert json.loads(answer.text)["code"] == "busy"
    assert client.get("/api/v1/observations?indicator=milex_gdp").status_code == 200


@pytest.mark.usefixtures("fresh_answers")
def test_what_is_kept_needs_no_place(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(HEAVY[0])
    monkeypatch.setenv("ATLAS_HEAVY_PLACES", "0")
    monkeypatch.setenv("ATLAS_HEAVY_WORKERS", "0")
    assert client.get(HEAVY[0]).content == first.content


@pytest.mark.usefixtures("fresh_answers")
def test_two_spellings_of_a_question_are_one_work(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/api/v1/observations?indicator=milex_gdp&country=URY,KEN&format=sdmx-csv")
    monkeypatch.setenv("ATLAS_HEAVY_PER_MINUTE", "0")
    again = "/api/v1/observations?format=sdmx-csv&country=URY&country=KEN&indicator=milex_gdp"
    assert client.get(again).status_code == 200
    other = client.get("/api/v1/observations?indicator=milex_gdp&country=FRA&format=sdmx-csv")
    assert other.status_code == 429
    assert int(other.headers["retry-after"]) > 0
