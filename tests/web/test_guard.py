"""The guards before every route: hosts, headers, rates, sockets, uploads."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from atlas.salt import _salt, salted_hash
from atlas.web.guard.rates import Rate
from atlas.web.guard.uploads import ROUTE
from tests.web.guarded import cookies, held, opened, web

__all__ = ["cookies", "held", "opened", "web"]

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}


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
