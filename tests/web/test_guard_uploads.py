"""The guard before Streamlit's route of uploads: who may send what, and how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from atlas.editorial.sessions import COOKIE
from atlas.web.guard import Sessions
from atlas.web.guard.uploads import ROUTE, Uploads
from tests import own_loop
from tests.web.guarded import cookies, held, opened, web

__all__ = ["cookies", "held", "opened", "web"]

MEGABYTE = 2**20


def send(
    web: TestClient, cookie: str | None, session: str = "live", method: str = "PUT", **more: Any
) -> httpx.Response:
    headers = {"cookie": f"{COOKIE}={cookie}"} if cookie else {}
    headers |= more.pop("headers", {})
    more.setdefault("content", b"a file")
    return web.request(method, f"{ROUTE}{session}/1", headers=headers, **more)


@pytest.mark.parametrize("role", ["editor", "official"])
def test_who_uploads_may_send_a_file_to_an_own_live_page(
    web: TestClient, cookies: dict[str, str], opened: dict[str, dict[str, str]], role: str
) -> None:
    opened["live"] = {COOKIE: cookies[role]}
    answer = send(web, cookies[role])
    assert (answer.status_code, answer.text) == (200, "6")
    assert send(web, cookies[role], method="DELETE").status_code == 200


@pytest.mark.parametrize("role", ["member", "viewer", "nobody", "forged"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_nobody_else_may(
    web: TestClient,
    cookies: dict[str, str],
    opened: dict[str, dict[str, str]],
    role: str,
    method: str,
) -> None:
    cookie = {"nobody": None, "forged": "x" * 43}.get(role, cookies.get(role))
    opened["live"] = {COOKIE: cookie} if cookie else {}
    assert send(web, cookie, method=method).status_code == 403


def test_a_file_goes_to_no_closed_page_and_to_nobody_elses(
    web: TestClient, cookies: dict[str, str], opened: dict[str, dict[str, str]]
) -> None:
    opened["other"] = {COOKIE: cookies["official"]}
    opened["anonymous"] = {}
    for session in ("live", "other", "anonymous", "..%2flive"):
        assert send(web, cookies["editor"], session).status_code == 403


@pytest.mark.parametrize("method", ["POST", "GET", "OPTIONS", "PATCH"])
def test_files_come_in_one_way(web: TestClient, cookies: dict[str, str], method: str) -> None:
    assert send(web, cookies["editor"], method=method).status_code == 405


def test_a_refused_file_is_not_read(web: TestClient) -> None:
    def never() -> Iterator[bytes]:
        yield b"x"
        raise AssertionError("the body was read")

    assert send(web, None, content=b"x" * 1000).status_code == 403
    assert uploaded_bytes(never) == 0


def uploaded_bytes(body: Callable[[], Iterator[bytes]]) -> int:
    """Return how many bytes the guard takes of a body that nobody may send."""
    taken = 0

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": next(body()), "more_body": True}

    async def unheard(_message: object) -> None: ...

    scope = {"type": "http", "method": "PUT", "path": f"{ROUTE}a/b", "headers": []}
    own_loop.run(Uploads(no_app, Sessions(lambda _: {}, dict))(scope, receive, unheard))
    return taken


async def no_app(*_given: object) -> None:
    raise AssertionError("the upload reached Streamlit")


def test_an_announced_file_that_is_too_large_is_refused(
    web: TestClient,
    cookies: dict[str, str],
    opened: dict[str, dict[str, str]],
    held: dict[str, int],
) -> None:
    opened["live"] = {COOKIE: cookies["editor"]}
    said = {"content-length": str(52 * MEGABYTE)}
    assert send(web, cookies["editor"], headers=said).status_code == 413
    held["live"] = 151 * MEGABYTE
    assert send(web, cookies["editor"]).status_code == 413
    held.clear()
    held["other"] = 600 * MEGABYTE
    answer = send(web, cookies["editor"])
    assert answer.status_code == 429
    assert "retry-after" in answer.headers


def test_a_file_of_unannounced_length_ends_at_the_cap(
    web: TestClient,
    cookies: dict[str, str],
    opened: dict[str, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATLAS_UPLOAD_MB", "1")
    opened["live"] = {COOKIE: cookies["editor"]}
    pieces = (b"x" * MEGABYTE for _ in range(4))
    assert send(web, cookies["editor"], content=pieces).status_code == 413
    assert send(web, cookies["editor"], content=iter([b"x"] * 9)).text == "9"
