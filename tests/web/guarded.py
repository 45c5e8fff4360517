"""An app behind the guards, with live sessions and people of each role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from atlas.editorial.accounts import Role, add_account
from atlas.editorial.sessions import open_session
from atlas.store import engine
from atlas.store.engine import writing
from atlas.web import api
from atlas.web.guard import Sessions, guard_app, rates
from atlas.web.guard.uploads import ROUTE
from tests.invented import EDITOR, add_staff

PAGE = "http://localhost"


async def take(request: Request) -> Response:
    """Answer as Streamlit's upload does: read all, then say so."""
    body = await request.body()
    return PlainTextResponse(str(len(body)))


def fail(_request: Request) -> Response:
    raise RuntimeError("a secret of the server")


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()


def app(sessions: Sessions) -> Starlette:
    routes = [
        *api.routes,
        Route(ROUTE + "{session}/{file}", take, methods=["PUT", "DELETE", "POST"]),
        Route("/fail", fail),
        Route("/away", lambda _: RedirectResponse("/about")),
        Route("/own", lambda _: PlainTextResponse("x", headers={"Referrer-Policy": "no-referrer"})),
        WebSocketRoute("/_stcore/stream", talk),
    ]
    return guard_app(Starlette(routes=routes), sessions)  # type: ignore[return-value]


@pytest.fixture
def opened() -> dict[str, dict[str, str]]:
    """Return the cookies of the live sessions; empty before a test opens one."""
    return {}


@pytest.fixture
def held() -> dict[str, int]:
    """Return the bytes that sessions hold."""
    return {}


@pytest.fixture
def web(
    published_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: Mapping[str, Mapping[str, str]],
    held: Mapping[str, int],
) -> Iterator[TestClient]:
    """Return a client of the guarded app at localhost."""
    monkeypatch.setenv("ATLAS_HOME", str(published_home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    for rate in (rates.LIGHT, rates.HEAVY):
        monkeypatch.setattr(rate, "_counts", {})
    guarded_app = app(Sessions(opened.get, lambda: held))
    with TestClient(guarded_app, base_url=PAGE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def cookies(web: TestClient, home: Path) -> dict[str, str]:
    """Return the session cookies of people by role, in a database of this test."""
    database = engine()
    add_staff(database)
    add_account(database, "Olu", Role.OFFICIAL, country="URY")
    add_account(database, "Mina", Role.MEMBER)
    add_account(database, "Vera", Role.VIEWER)
    names = {"editor": EDITOR, "official": "Olu", "member": "Mina", "viewer": "Vera"}
    now = dt.datetime.now(dt.UTC)
    with writing(database) as connection:
        return {role: open_session(connection, n, now, "test") for role, n in names.items()}
