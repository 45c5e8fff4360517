"""The API as HTTP: HEAD, caching, compression, other origins, threads."""

import gzip
import threading

import pytest
from starlette.testclient import TestClient

from atlas.web.api import answers, parameters, response_cache
from atlas.web.api.record_parameters import ROUTES
from atlas.web.api.response_cache import ResponseBody, ResponseCache

PATHS = [
    "/api/v1/observations",
    "/api/v1/observations?format=csv",
    "/api/v1/observations?format=xlsx",
    "/api/v1/observations?format=sdmx-csv",
    *(f"/api/v1/{route.plural}?country=URY" for route in ROUTES),
    *(f"/api/v1/{route.plural}" for route in ROUTES),
    "/api/v1/institutions?format=csv",
    "/api/v1/judgements?format=xlsx",
    "/api/v1/search?q=army",
    "/api/v1/indicators",
    "/api/v1/indicators?release=2026.1",
    "/api/v1/questions",
    "/api/v1/organisations",
    "/api/v1/countries",
    "/api/v1/countries/KEN",
    "/api/v1/releases",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize("path", [*PATHS, "/healthz", "/api/v1/observations?format=no"])
def test_head_says_what_get_says_without_a_body(client: TestClient, path: str) -> None:
    got, asked = client.get(path), client.head(path)
    assert asked.status_code == got.status_code
    assert asked.content == b""
    assert dict(asked.headers) == dict(got.headers)
    assert int(asked.headers["content-length"]) > 0


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_who_holds_the_answer_is_told_304(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(path, headers={"If-None-Match": '"x"'})
    assert other.status_code == 200


def test_the_etag_depends_on_release_question_and_format_not_on_spelling(
    client: TestClient,
) -> None:
    def tag(query: str) -> str:
        return client.get(f"/api/v1/observations?{query}").headers["etag"]

    assert tag("country=KEN,URY") == tag("country=ury&country=ken")
    assert len({tag(""), tag("release=2026.1"), tag("format=csv"), tag("from=2024")}) == 4


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("events?kind=law,reform&country=URY", "events?country=Uruguay&kind=reform&kind=LAW"),
        ("search?q=army&kind=event,document", "search?kind=document&kind=event&q=army&limit=20"),
    ],
)
def test_the_etag_of_records_does_not_depend_on_spelling(
    client: TestClient, one: str, same: str
) -> None:
    tags = {client.get(f"/api/v1/{path}").headers["etag"] for path in (one, same)}
    assert len(tags) == 1
    assert client.get("/api/v1/events?kind=law").headers["etag"] not in tags


def test_a_named_release_is_kept_for_a_day_and_the_newest_is_asked_for(client: TestClient) -> None:
    named = client.get("/api/v1/observations?release=2026.1").headers["cache-control"]
    newest = client.get("/api/v1/observations").headers["cache-control"]
    assert named == "public, max-age=86400"
    assert "no-cache" in newest


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("identity", False), ("gzip;q=0, br", False)],
)
def test_answers_are_compressed_for_those_who_take_it(
    client: TestClient, accepted: str, compressed: bool
) -> None:
    answer = client.get("/api/v1/countries", headers={"Accept-Encoding": accepted})
    assert ("content-encoding" in answer.headers) is compressed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(answer.json()["countries"]) > 200
    size = int(answer.headers["content-length"])
    assert (size < len(answer.content)) is compressed


@pytest.mark.parametrize("path", [*PATHS, "/healthz", "/api/v1/nothing"])
def test_pages_of_other_origins_may_read(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "X-Withheld-By-Licence" in answer.headers["access-control-expose-headers"]
    asked = client.options(path, headers={"Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD"


def test_work_runs_in_a_thread_so_that_the_event_loop_stays_free(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    real = parameters.reject_unknown

    def spy(*given: object) -> None:
        names.append(threading.current_thread().name)
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(parameters, "reject_unknown", spy)
    client.get("/api/v1/releases")
    assert len(names) == 1
    assert "worker thread" in names[0]


def test_an_answer_is_made_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ResponseCache(10_000)
    monkeypatch.setattr(answers, "KEPT", store)
    first = client.get("/api/v1/observations?from=1903")
    monkeypatch.setattr("atlas.store.frames.observations", None)
    assert client.get("/api/v1/observations?from=1903").content == first.content


def test_the_least_recently_used_answer_is_thrown_out_when_memory_is_full() -> None:
    store = ResponseCache(40)
    made: list[str] = []

    def get(key: str, size: int = 10) -> bytes:
        def make() -> ResponseBody:
            made.append(key)
            return ResponseBody(b"." * size)

        return store.get(key, make).body

    for key in ("a", "b", "c", "d", "a", "e", "a", "b"):
        get(key)
    assert made == ["a", "b", "c", "d", "e", "b"]
    get("large", 11)
    get("large", 11)
    assert made[-2:] == ["large", "large"], "what would fill a quarter is not kept"


def test_the_memory_of_answers_is_bounded() -> None:
    assert response_cache.KEPT._limit <= 64 * response_cache.MEBIBYTE
    assert gzip.decompress(answers._compress(ResponseBody(b"abc")).body) == b"abc"
