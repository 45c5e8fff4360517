"""How much one address may ask for in a minute; counted in memory, forgotten with the minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.salt import salted_hash
from atlas.settings import limit
from atlas.web.guard.refusal import refuse

MINUTE = 60.0
FILES = ("/static/", "/assets/")  # parts of a page that browsers keep
TOO_MANY = "Too many requests from your address; please wait."


class Rate:
    """At most ``most()`` events a minute by each key; all counts go with their minute."""

    def __init__(self, most: Callable[[], int], clock: Callable[[], float] = time.monotonic):
        self._most = most
        self._clock = clock
        self._minute = 0
        self._counts: dict[str, int] = {}
        self._lock = Lock()

    def take(self, key: str) -> float | None:
        """Count an event; return after how many seconds to come again when it is too many."""
        now = self._clock()
        with self._lock:
            if int(now // MINUTE) != self._minute:
                self._minute, self._counts = int(now // MINUTE), {}
            count = self._counts[key] = self._counts.get(key, 0) + 1
        return MINUTE - now % MINUTE if count > self._most() else None


LIGHT = Rate(lambda: limit("ATLAS_REQUESTS_PER_MINUTE"))
HEAVY = Rate(lambda: limit("ATLAS_HEAVY_PER_MINUTE"))


def address_of(scope: Scope) -> str:
    """Return under what the asking address counts; a trusted proxy names the reader's."""
    client = scope.get("client")
    return salted_hash(client[0] if client else "")


class Rates:
    """Refuse an address that asks too often (429)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count and pass on; files that a browser keeps count as nothing."""
        counts = scope["type"] in ("http", "websocket") and not scope["path"].startswith(FILES)
        wait = LIGHT.take(address_of(scope)) if counts else None
        if wait is None:
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, 429, TOO_MANY, wait=wait)
