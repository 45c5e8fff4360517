"""The server's clock goes on when one look at the schedule fails."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui import clock


class Enough(Exception):
    """Ends the clock's endless round."""


def test_trends_are_judged_again_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def judge(_engine: object) -> None:
        calls.append("judge")
        if len(calls) == 1:
            raise ConnectionError("the database went away")

    async def rest(_seconds: float) -> None:
        if len(calls) == 2:
            raise Enough

    monkeypatch.setattr(clock, "overview", judge)
    monkeypatch.setattr(clock.frames, "labels", lambda: ["2026.1"])
    monkeypatch.setattr(clock.frames, "engine", lambda: None)
    monkeypatch.setattr(clock.asyncio, "sleep", rest)
    with ThreadPoolExecutor(1) as apart, pytest.raises(Enough):
        apart.submit(asyncio.run, clock.judge_trends()).result()
    assert len(calls) == 2


def test_a_failure_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(_engine: object) -> list[str]:
        looked.append("look")
        if len(looked) == 1:
            raise ConnectionError("the database went away")
        return ["2026.2"]

    async def rest(_seconds: float) -> None:
        if len(looked) == 3:
            raise Enough

    monkeypatch.setattr(clock, "run_due", look)
    monkeypatch.setattr(clock.frames, "engine", lambda: None)
    monkeypatch.setattr(clock.asyncio, "sleep", rest)
    # In a thread of its own: a browser test in this process may have left a loop running here.
    with ThreadPoolExecutor(1) as apart, pytest.raises(Enough):
        apart.submit(asyncio.run, clock.publish_due()).result()
    assert len(looked) == 3
