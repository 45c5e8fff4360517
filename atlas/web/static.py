"""Static files and the HTML document: compressed once, cached for good, nothing from outside.

Streamlit serves its own bundle uncompressed and its document in English; this middleware
compresses the first and gives the second its language, direction, title and style.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.i18n import direction, language, translator
from atlas.settings import ASSETS
from atlas.web.guard.headers import page_policy

FOREVER = "public, max-age=31536000, immutable"
PACKED = {".js", ".css", ".json", ".svg", ".html", ".map"}
STYLES = (
    "fonts",
    "tokens",
    "atlas",
    "pages",
    "law",
    "timeline",
    "memberships",
    "organisation",
    "account",
    "desk",
    "moves",
    "voices",
    "builder",
    "comparing",
    "guard",
    "trends",
    "longer",
    "issues",
    "community",
)
PUBLIC = ("css", "fonts", "geo", "icons", "js")


@lru_cache(maxsize=1)
def assets_version() -> str:
    """Return a digest of all public assets; it stands in their address."""
    digest = hashlib.sha256()
    for folder in PUBLIC:
        for path in sorted((ASSETS / folder).rglob("*")):
            if path.is_file():
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset(path: str) -> str:
    """Return the address of a file in ``assets/`` that may be cached for good."""
    return f"/assets/{assets_version()}/{path}"


@lru_cache(maxsize=1024)
def _gzip_file(path: Path, _mtime: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


def _serve(request: Request) -> Response:
    relative = request.path_params["path"].removeprefix(f"{assets_version()}/")
    path = (ASSETS / relative).resolve()
    is_public = any(path.is_relative_to(ASSETS / folder) for folder in PUBLIC)
    if not is_public or not path.is_file():
        return PlainTextResponse("Not found", 404)
    headers = {"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"}
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix in PACKED and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(_gzip_file(path, path.stat().st_mtime_ns), media_type=kind, headers=headers)
    return Response(path.read_bytes(), media_type=kind, headers=headers)


routes = [Route("/assets/{path:path}", _serve)]


class CompressBundle:
    """Serve Streamlit's immutable bundle gzipped, each file compressed once in a process."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self.app = app
        self.folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer bundle files; pass everything else on."""
        path = self._file(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": FOREVER}
        body = _gzip_file(path, path.stat().st_mtime_ns)
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        _, separator, rest = scope["path"].rpartition("/static/")
        headers = dict(scope["headers"])
        if not separator or b"gzip" not in headers.get(b"accept-encoding", b""):
            return None
        path = (self.folder / rest).resolve()
        inside = path.is_relative_to(self.folder) and path.suffix in PACKED
        return path if inside and path.is_file() and b"range" not in headers else None


TO_BE_READ = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class DocumentMiddleware:
    """Give the HTML document its language, direction, title, style and early downloads."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML answers; pass everything else on."""
        if scope["type"] != "http" or not _wants_html(scope):
            await self.app(scope, receive, send)
            return
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(message)

        # Streamlit compresses documents below the root; ask for it plain to be able to read it.
        # Ask for all of it too: "not modified" speaks of Streamlit's file, not of the dressed
        # document, and its policy would block the scripts of the one that a browser kept.
        plain = [pair for pair in scope["headers"] if pair[0] not in TO_BE_READ]
        await self.app({**scope, "headers": plain}, receive, hold)
        await _release(messages, scope, send)


def _wants_html(scope: Scope) -> bool:
    accept = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accept


async def _release(messages: list[Message], scope: Scope, send: Send) -> None:
    start, body = messages[0], b"".join(m.get("body", b"") for m in messages[1:])
    headers = dict(start["headers"])
    ours = headers.get(b"cache-control") == b"no-store"  # the pages of accounts are dressed
    if b"text/html" not in headers.get(b"content-type", b"") or ours:
        for message in messages:  # as it is: one answer may set several cookies
            await send(message)
        return
    html = dress(body.decode(), asked_language(scope), scope["path"])
    body = html.encode()
    for name in (b"etag", b"last-modified"):
        headers.pop(name, None)
    headers |= {b"content-length": str(len(body)).encode(), b"cache-control": b"no-cache"}
    headers[b"vary"] = b"Accept-Language, Accept-Encoding"
    headers[b"content-security-policy"] = page_policy(INLINE.findall(html)).encode()
    await send({**start, "headers": list(headers.items())})
    await send({"type": "http.response.body", "body": body})


def asked_language(scope: Scope) -> str:
    """Return the language that the address asks for, else the browser."""
    values = parse_qs(scope["query_string"].decode("latin-1")).get("lang")
    accept_header = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    return language(values[0] if values else accept_header.split(",")[0].split(";")[0].strip())


@lru_cache(maxsize=1)
def icon() -> str:
    """Return the atlas's icon as an address that holds it."""
    drawing = (ASSETS / "icons" / "atlas.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(drawing).decode()


# Streamlit looks for its server below the page's own path first; ours is at the root always.
SERVER = "<script>window.__streamlit = { BACKEND_BASE_URL: location.origin }</script>"
SCRIPTS = ("anchor", "grid")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STOCK_FONT = re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*>')


def dress(html: str, lang: str, path: str) -> str:
    """Return Streamlit's document in the atlas's dress."""
    t = translator(lang)
    links = [f'<link rel="stylesheet" href="{asset(f"css/{name}.css")}">' for name in STYLES]
    links.append(SERVER)
    links += [f'<script type="module" src="{asset(f"js/{name}.js")}"></script>' for name in SCRIPTS]
    links.append(f'<link rel="icon" type="image/svg+xml" href="{icon()}">')
    font = asset("fonts/ibm-plex-sans-latin-wght-normal.woff2")
    links.append(f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{font}">')
    if path == "/":
        links += [f'<link rel="modulepreload" href="{asset(js)}">' for js in MAP_MODULES]
        links.append(
            f'<link rel="preload" as="fetch" crossorigin href="{asset("geo/world.json")}">'
        )
    html = html.replace('<html lang="en">', f'<html lang="{lang}" dir="{direction(lang)}">', 1)
    # Chromium fetches an icon again at each change of the address, so ours is in the document.
    html = html.replace('<link rel="shortcut icon" href="./favicon.png" />', "", 1)
    html = STOCK_FONT.sub("", html, count=1)
    html = html.replace(
        "<title>Streamlit</title>", f"<title>{t('Security Sector Atlas')}</title>", 1
    )
    return html.replace("</head>", "\n".join([*links, "</head>"]), 1)


MAP_MODULES = (
    "js/link.js",
    *(f"js/map/{p.name}" for p in sorted((ASSETS / "js" / "map").glob("*.js"))),
)
