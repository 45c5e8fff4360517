"""The guards before every route: hosts, headers, rates, sockets, uploads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from atlas.editorial.accounts import Role, add_account
from atlas.editorial.sessions import COOKIE, open_session
from atlas.salt import _salt, salted_hash
from atlas.store import engine
from atlas.store.engine import writing
from atlas.web import api
from atlas.web.guard import Sessions, guard_app, rates
from atlas.web.guard.rates import Rate
from atlas.web.guard.uploads import ROUTE, Uploads
from tests import own_loop
from tests.invented import EDITOR, add_staff

PAGE = "http://localhost"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}
MEGABYTE = 2**20


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


# -- headers


@pytest.mark.parametrize(
    ("path", "status"),
    [("/healthz", 200), ("/api/none", 404), ("/none", 404), ("/fail", 500), ("/away", 307)],
)
def test_every_answer_has_the_headers(web: TestClient, path: str, status: int) -> None:
    answer = web.get(path, follow_redirects=False)
    assert answer.status_code == status
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "secret" not in answer.text


def test_refusals_have_the_headers_too(web: TestClient) -> None:
    for answer in (
        web.get("/healthz", headers={"host": "evil.example"}),
        web.put(f"{ROUTE}a/b", content=b"x"),
        web.post("/api/v1/indicators"),
    ):
        assert answer.status_code >= 400
        assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS


def test_an_answer_keeps_its_own_stricter_header(web: TestClient) -> None:
    answer = web.get("/own")
    assert answer.headers.get_list("referrer-policy") == ["no-referrer"]


def test_pages_may_run_no_foreign_script_and_data_nothing_at_all(web: TestClient) -> None:
    page = web.get("/none").headers["content-security-policy"]
    script = re.search(r"script-src ([^;]*)", page)
    assert script is not None
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(script[1].split())
    assert "object-src 'none'" in page
    data = web.get("/api/v1/indicators").headers["content-security-policy"]
    assert data.startswith("default-src 'none'")


@pytest.mark.parametrize(
    "given", ["https://a.example", "'self' https://a.example, https://b.example"]
)
def test_who_may_frame_the_atlas_is_a_setting(
    web: TestClient, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", given)
    answer = web.get("/none")
    assert f"frame-ancestors {given.replace(',', '')}" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers


def test_only_readers_behind_tls_are_told_to_stay_there(web: TestClient) -> None:
    assert "strict-transport-security" not in web.get("/healthz").headers
    # A header that any reader can send is no proof; uvicorn sets the scheme for trusted proxies.
    forged = web.get("/healthz", headers={"x-forwarded-proto": "https"})
    assert "strict-transport-security" not in forged.headers
    secure = web.get("https://localhost/healthz")
    assert "max-age=31536000" in secure.headers["strict-transport-security"]


# -- hosts


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "atlas", "192.168.1.7",
     "me.localhost", "localhost."],
)  # fmt: skip
def test_an_own_name_needs_no_setting(web: TestClient, host: str) -> None:
    assert web.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.nip.io", 421),
        ("localhost.evil.example", 421),
        ("localhost@evil.example", 400),
        ("localhost/evil.example", 400),
        ("localhost:80:80", 400),
        ("localhost:port", 400),
        ("local host", 400),
        ("", 400),
        ("[::1", 400),
        ("localhost, evil.example", 400),
    ],
)
def test_a_foreign_or_broken_name_is_refused(web: TestClient, host: str, status: int) -> None:
    assert web.get("/healthz", headers={"host": host}).status_code == status


def test_two_names_are_none(web: TestClient) -> None:
    answer = web.get("/healthz", headers=[("host", "localhost"), ("host", "evil.example")])
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("named", "host", "status"),
    [
        ("atlas.example.org", "atlas.example.org", 200),
        ("atlas.example.org", "ATLAS.example.org.:443", 200),
        ("atlas.example.org", "other.example.org", 421),
        ("atlas.example.org", "10.0.0.1", 421),
        ("atlas.example.org", "127.0.0.1", 200),
        ("a.example, *.example.org", "x.example.org", 200),
        ("*.example.org", "example.org", 421),
        ("*", "anything.example", 200),
    ],
)
def test_names_of_the_setting(
    web: TestClient, monkeypatch: pytest.MonkeyPatch, named: str, host: str, status: int
) -> None:
    monkeypatch.setenv("ATLAS_ALLOWED_HOSTS", named)
    assert web.get("/healthz", headers={"host": host}).status_code == status


# -- sockets


def refusal(web: TestClient, **headers: str) -> int:
    with (
        pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)) as caught,
        web.websocket_connect("/_stcore/stream", headers={"host": "localhost"} | headers),
    ):
        pass
    error = caught.value
    if isinstance(error, WebSocketDenialResponse):
        assert {k: error.headers.get(k) for k in HEADERS} == HEADERS
        return error.status_code
    return error.code


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost.evil.example", "http://localhost:81",
     "http://user@localhost", "file://localhost", "http://127.0.0.1", ""],
)  # fmt: skip
def test_a_socket_from_another_page_is_refused(web: TestClient, origin: str) -> None:
    assert refusal(web, origin=origin) == 403


@pytest.mark.parametrize("origin", ["http://localhost", "http://localhost:80", "HTTP://LOCALHOST"])
def test_a_socket_from_our_own_page_opens(web: TestClient, origin: str) -> None:
    with web.websocket_connect(
        "/_stcore/stream", headers={"host": "localhost", "origin": origin}
    ) as socket:
        socket.send_text("x")


def test_a_socket_by_a_foreign_name_is_refused(web: TestClient) -> None:
    assert refusal(web, host="evil.example") == 421


def test_streamlits_routes_answer_no_other_page(web: TestClient) -> None:
    foreign = {"origin": "http://evil.example"}
    assert web.get("/_stcore/health", headers=foreign).status_code == 403
    assert web.get("/api/v1/indicators", headers=foreign).status_code == 200


def test_sockets_of_one_address_are_capped(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_SOCKETS_PER_ADDRESS", "2")
    with web.websocket_connect("/_stcore/stream"), web.websocket_connect("/_stcore/stream"):
        assert refusal(web) == 429
    with web.websocket_connect("/_stcore/stream"):
        pass


def test_sockets_in_all_are_capped(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_SOCKETS", "1")
    with web.websocket_connect("/_stcore/stream"):
        assert refusal(web) == 503


# -- rates


def test_an_address_that_asks_too_often_waits(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_REQUESTS_PER_MINUTE", "3")
    answers = [web.get("/healthz") for _ in range(5)]
    assert [a.status_code for a in answers[:3]] == [200] * 3
    last = answers[-1]
    assert last.status_code == 429
    assert 1 <= int(last.headers["retry-after"]) <= 60


def test_a_rate_forgets_with_its_minute_and_counts_each_key_alone() -> None:
    now = 0.0
    rate = Rate(lambda: 2, lambda: now)
    assert [rate.take("a"), rate.take("a"), rate.take("b")] == [None] * 3
    assert rate.take("a") == 60
    now = 61.0
    assert rate.take("a") is None
    assert set(rate._counts) == {"a"}


def test_an_address_is_counted_under_a_salt_of_the_day() -> None:
    import datetime as dt

    first, second = dt.date(2026, 1, 1), dt.date(2026, 1, 2)
    today = salted_hash("192.0.2.7", day=first)
    assert (
        today == salted_hash("192.0.2.7", day=first) == salted_hash("::ffff:192.0.2.7", day=first)
    )
    assert "192.0.2.7" not in today
    assert salted_hash("192.0.2.7", day=second) != today
    assert salted_hash("192.0.2.7", day=first) != today, "yesterday's salt is gone for good"
    _salt.cache_clear()


def test_an_ipv6_subscriber_is_one_address() -> None:
    assert salted_hash("2001:db8:1:2::1") == salted_hash("2001:db8:1:2:ffff::9")
    assert salted_hash("2001:db8:1:2::1") != salted_hash("2001:db8:1:3::1")


# -- uploads


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
