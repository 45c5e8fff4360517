"""Security headers on every answer, whoever gives it: pages, errors, files, refusals.

What an answer already says of itself stays: the pages of accounts and the documents of replies
have stricter policies of their own, and ``atlas.web.static`` names the document's scripts.
"""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Iterable
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.settings import frame_ancestors

log = logging.getLogger("atlas.web")
STARTS = ("http.response.start", "websocket.http.response.start")
# Answers that are data: nothing in them may run or load, wherever they are opened.
DATA = ("/api/", "/payload/", "/feeds/", "/media/", "/calendar.ics", "/healthz", "/reply/")
NOTHING = "default-src 'none'"
FEATURES = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
    *("screen-wake-lock", "usb", "xr-spatial-tracking"),
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would also turn the Origin of our own forms into "null".
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
FRAMES = {"'self'": "SAMEORIGIN", "'none'": "DENY"}


def page_policy(scripts: Iterable[str] = ()) -> str:
    """Return the policy of pages; ``scripts`` are the texts of scripts within the document.

    Streamlit writes styles into elements, draws with images from memory (blob), loads the
    loaders of our components from memory, and counts long numbers in WebAssembly.
    """
    hashes = "".join(f" '{_digest(script)}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data:",  # a map of what changed comes within its page
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors()}",
        ]
    )


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class Headers:
    """Add what is missing to every answer; an answer that never came becomes a plain 500."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        has_started = False

        async def dressed(message: Message) -> None:
            nonlocal has_started
            if message["type"] == "websocket.close" and not has_started:
                await _deny(scope, send)
                return
            has_started = has_started or message["type"] in (*STARTS, "websocket.accept")
            await send(_with_headers(message, scope))

        try:
            await self.app(scope, receive, dressed)
        except Exception:
            if has_started:
                raise
            log.exception("no answer to %s", scope["path"])
            await _fail(scope, send)


def _with_headers(message: Message, scope: Scope) -> Message:
    if message["type"] not in STARTS:
        return message
    pairs = list(message.get("headers", ()))
    has = {name.lower() for name, _ in pairs}
    # The scheme is the reader's own: uvicorn takes it from X-Forwarded-Proto of a trusted proxy.
    secure = scope.get("scheme") in ("https", "wss")
    ours = _headers(scope["path"].startswith(DATA), secure, frame_ancestors())
    return {**message, "headers": [*pairs, *(pair for pair in ours if pair[0] not in has)]}


@lru_cache(maxsize=16)
def _headers(data: bool, secure: bool, ancestors: str) -> tuple[tuple[bytes, bytes], ...]:
    policy = f"{NOTHING}; frame-ancestors {ancestors}" if data else page_policy()
    fields = FIXED | {"Content-Security-Policy": policy}
    if ancestors in FRAMES:
        fields["X-Frame-Options"] = FRAMES[ancestors]
    fields |= HSTS if secure else {}
    return tuple((name.lower().encode(), value.encode("latin-1")) for name, value in fields.items())


async def _deny(scope: Scope, send: Send) -> None:
    """Refuse a handshake as an answer with headers, where the server can say one."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    head = {"type": "websocket.http.response.start", "status": 403, "headers": []}
    await send(_with_headers(head, scope))
    await send({"type": "websocket.http.response.body", "body": b""})


async def _fail(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await _deny(scope, send)
        return
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send(
        _with_headers({"type": "http.response.start", "status": 500, "headers": plain}, scope)
    )
    await send({"type": "http.response.body", "body": b"Internal Server Error"})
