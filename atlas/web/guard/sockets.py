"""How many WebSockets may be open: by one address, and in all. Each is a session of Streamlit."""

from __future__ import annotations

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.settings import limit
from atlas.web.guard.rates import address_of
from atlas.web.guard.refusal import refuse

PATIENCE = 30.0
TOO_MANY = "Too many pages are open from your address; close one."
FULL = "The atlas has as many readers as it can serve; please come again soon."


class Sockets:
    """Refuse sockets beyond the caps: 429 for an address, 503 when all places are taken."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a socket for as long as it is open."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        key = address_of(scope)
        if self._open[key] >= limit("ATLAS_SOCKETS_PER_ADDRESS"):
            await refuse(scope, receive, send, 429, TOO_MANY, wait=PATIENCE)
            return
        if self._open.total() >= limit("ATLAS_SOCKETS"):
            await refuse(scope, receive, send, 503, FULL, wait=PATIENCE)
            return
        self._open[key] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
