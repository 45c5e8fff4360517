"""Who may send files to Streamlit's own upload route, and how many bytes.

Streamlit takes a file from whoever knows the route and a live session, before any page looks
at it. Here a file passes only with the cookie of an account that uploads, for a session that
the same browser opened, while there is room; everything else is refused unread.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.editorial.sessions import COOKIE, identify
from atlas.settings import limit
from atlas.store import engine
from atlas.web.guard.refusal import refuse

ROUTE = "/_stcore/upload_file/"
ACTIONS = ("draft", "reply")
MEGABYTE = 2**20
FRAMING = MEGABYTE  # a form is a little longer than its file
PATIENCE = 60.0
NOBODY = "Sign in to upload a file."
NOT_YOURS = "This page is closed, or was opened by another browser. Reload it."
TOO_LARGE = "The file is too large."
TOO_MUCH = "The files of this page are too large together; reload the page."
FULL = "Too many files wait to be read; please come again in a minute."
STRANGE = "Files are sent with PUT and taken back with DELETE."


@dataclass(frozen=True)
class Sessions:
    """What is known of Streamlit's sessions.

    ``cookies`` returns the cookies with which a live session was opened, None for a session that
    is not live; ``held`` returns the bytes of uploaded files by session.
    """

    cookies: Callable[[str], Mapping[str, str] | None]
    held: Callable[[], Mapping[str, int]]


class UploadRefused(Exception):
    """Why a file is not taken."""

    def __init__(self, status: int, why: str, wait: float | None = None) -> None:
        self.status, self.why, self.wait = status, why, wait
        super().__init__(why)


class Uploads:
    """Let a file pass when its sender may upload and there is room for it."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app = app
        self.sessions = sessions
        self._coming: Counter[str] = Counter()  # bytes that arrive at this moment, by session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at uploads; pass everything else on."""
        if scope["type"] != "http" or not scope["path"].startswith(ROUTE):
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(ROUTE).partition("/")[0]
        try:
            await self._require(scope, session)
        except UploadRefused as refusal:
            await refuse(scope, receive, send, refusal.status, refusal.why, wait=refusal.wait)
            return
        coming = _Coming(self, session, receive)
        try:
            await self.app(scope, coming.receive, send)
        finally:
            coming.done()

    async def _require(self, scope: Scope, session: str) -> None:
        """Raise unless the sender may upload in this session, and what is announced fits."""
        if scope["method"] not in ("PUT", "DELETE"):
            raise UploadRefused(405, STRANGE)
        cookie = _cookie(scope)
        account = await run_in_threadpool(identify, engine(), cookie) if cookie else None
        if cookie is None or account is None or not any(map(account.has, ACTIONS)):
            raise UploadRefused(403, NOBODY)
        session_cookies = self.sessions.cookies(session)
        if session_cookies is None or not _equal(session_cookies.get(COOKIE, ""), cookie):
            raise UploadRefused(403, NOT_YOURS)
        self.require_room(session, _content_length(scope))

    def require_room(self, session: str, more: int) -> None:
        """Raise unless there is room for so many more bytes."""
        sizes = self.sessions.held()
        if more > limit("ATLAS_UPLOAD_MB") * MEGABYTE + FRAMING:
            raise UploadRefused(413, TOO_LARGE)
        own = sizes.get(session, 0) + self._coming[session] + more
        if own > limit("ATLAS_UPLOAD_MB_PER_SESSION") * MEGABYTE + FRAMING:
            raise UploadRefused(413, TOO_MUCH)
        everything = sum(sizes.values()) + self._coming.total() + more
        if everything > limit("ATLAS_UPLOAD_MB_IN_ALL") * MEGABYTE:
            raise UploadRefused(429, FULL, PATIENCE)

    def count(self, session: str, size: int) -> None:
        """Count bytes that have come; a negative size takes them back."""
        self._coming[session] += size
        if not self._coming[session]:
            del self._coming[session]


class _Coming:
    """The body of one upload, counted as it comes: a length may be false or missing."""

    def __init__(self, uploads: Uploads, session: str, receive: Receive) -> None:
        self._uploads = uploads
        self._session = session
        self._receive = receive
        self._size = 0

    async def receive(self) -> Message:
        """Return the next part; raise where Streamlit's own answer to errors stands."""
        message = await self._receive()
        size = len(message.get("body", b""))
        self._uploads.count(self._session, size)
        self._size += size
        try:
            if self._size > limit("ATLAS_UPLOAD_MB") * MEGABYTE + FRAMING:
                raise UploadRefused(413, TOO_LARGE)
            self._uploads.require_room(self._session, 0)
        except UploadRefused as refusal:
            again = None if refusal.wait is None else {"Retry-After": str(int(refusal.wait))}
            raise HTTPException(refusal.status, refusal.why, headers=again) from refusal
        return message

    def done(self) -> None:
        self._uploads.count(self._session, -self._size)


def _cookie(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie" and (cookie := cookie_parser(value.decode("latin-1")).get(COOKIE)):
            return cookie
    return None


def _content_length(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
