"""Static files and the document: compressed, cached for good, in the reader's language."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from atlas.settings import ASSETS
from atlas.web import static

STOCK = (
    '<!doctype html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png" />'
    "<title>Streamlit</title></head><body></body></html>"
)
HTML = {"accept": "text/html"}


@pytest.fixture
def files() -> Iterator[TestClient]:
    """Return a client of the public assets alone."""
    with TestClient(Starlette(routes=static.routes)) as client:
        yield client


@pytest.fixture
def document() -> Iterator[TestClient]:
    """Return a client of a stock document in the atlas's dress."""

    def page(_request: Request) -> Response:
        return HTMLResponse(STOCK, headers={"etag": "stock"})

    def plain(_request: Request) -> Response:
        return PlainTextResponse(STOCK)

    app = Starlette(
        routes=[Route("/plain", plain), Route("/{path:path}", page)],
        middleware=[Middleware(static.DocumentMiddleware)],
    )
    with TestClient(app) as client:
        yield client


def test_asset_is_compressed_and_kept_for_good(files: TestClient) -> None:
    answer = files.get(static.asset("css/atlas.css"))
    assert answer.text == (ASSETS / "css" / "atlas.css").read_text()
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")


def test_asset_is_plain_for_those_who_cannot_unpack(files: TestClient) -> None:
    answer = files.get(static.asset("css/atlas.css"), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers


def test_every_module_of_the_map_is_served_as_a_script(files: TestClient) -> None:
    assert len(static.MAP_MODULES) >= 9
    for module in static.MAP_MODULES:
        answer = files.get(static.asset(module))
        assert answer.status_code == 200
        assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "css/none.css",
        "locale/fr/LC_MESSAGES/atlas.po",
        "templates/about.html",
        "..%2fpyproject.toml",
        "css/..%2f..%2fpyproject.toml",
        "css",
        "%2fetc%2fpasswd",
    ],
)
def test_nothing_but_public_files_is_served(files: TestClient, path: str) -> None:
    assert files.get(f"/assets/{static.assets_version()}/{path}").status_code == 404


def test_changed_file_has_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "atlas.css").write_text("a {}")
    monkeypatch.setattr(static, "ASSETS", tmp_path)
    before = static.assets_version.__wrapped__()
    (tmp_path / "css" / "atlas.css").write_text("b {}")
    assert static.assets_version.__wrapped__() != before


def test_document_has_the_language_of_its_address(document: TestClient) -> None:
    assert '<html lang="ar" dir="rtl">' in document.get("/?lang=ar", headers=HTML).text
    assert '<html lang="fr" dir="ltr">' in document.get("/data?lang=fr", headers=HTML).text


def test_document_follows_the_browser_where_the_address_is_silent(document: TestClient) -> None:
    answer = document.get("/", headers=HTML | {"accept-language": "es-UY,es;q=0.9"})
    assert '<html lang="es" dir="ltr">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]


def test_document_has_our_title_style_and_icon(document: TestClient) -> None:
    answer = document.get("/", headers=HTML)
    assert "<title>Security Sector Atlas</title>" in answer.text
    assert "favicon.png" not in answer.text
    assert 'href="data:image/svg+xml' in answer.text
    for path in ("css/fonts.css", "css/atlas.css", "css/pages.css"):
        assert static.asset(path) in answer.text
    assert answer.headers["content-length"] == str(len(answer.content))
    assert "etag" not in answer.headers


def test_a_kept_document_is_never_called_unchanged(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(STOCK)
    files = StaticFiles(directory=tmp_path, html=True)
    stock = TestClient(files).get("/", headers=HTML).headers
    client = TestClient(static.DocumentMiddleware(files))
    first = client.get("/", headers=HTML)
    kept = {"if-none-match": stock["etag"], "if-modified-since": stock["last-modified"]}
    again = client.get("/", headers=HTML | kept)
    assert not {"etag", "last-modified"} & set(first.headers)
    assert (again.status_code, again.text) == (200, first.text)
    policy = "content-security-policy"
    assert again.headers[policy] == first.headers[policy]


def test_document_loads_the_map_early_on_the_map_page_only(document: TestClient) -> None:
    assert "geo/world.json" in document.get("/", headers=HTML).text
    assert "geo/world.json" not in document.get("/data", headers=HTML).text


def test_document_says_where_its_server_is_before_streamlit_looks_for_it(
    document: TestClient,
) -> None:
    text = document.get("/data", headers=HTML).text
    assert "BACKEND_BASE_URL: location.origin" in text
    assert static.asset("js/anchor.js") in text


def test_document_names_no_other_machine(document: TestClient) -> None:
    assert not re.search(
        r"""(?:href|src)=["'](?:https?:)?//""", document.get("/", headers=HTML).text
    )


def test_what_is_no_document_passes_unchanged(document: TestClient) -> None:
    assert document.get("/plain", headers=HTML).text == STOCK
    assert document.get("/", headers={"accept": "application/json"}).text == STOCK


def test_bundle_is_compressed_for_those_who_can_unpack(tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text("let a;")
    passed = PlainTextResponse("passed on")
    bundle = static.CompressBundle(passed, folder=tmp_path)
    client = TestClient(bundle)
    packed = client.get("/data/static/index.js")
    assert (packed.text, packed.headers["content-encoding"]) == ("let a;", "gzip")
    assert client.get("/static/absent.js").text == "passed on"
    assert client.get("/static/..%2f..%2fpasswd.js").text == "passed on"
    plain = client.get("/static/index.js", headers={"accept-encoding": "identity"})
    assert plain.text == "passed on"


def test_same_file_is_packed_to_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("let a;")
    packed = static._gzip_file(path, 1)
    assert gzip.decompress(packed) == b"let a;"
    assert packed == static._gzip_file(path, 2)
