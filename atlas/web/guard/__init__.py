"""What stands before every route: hosts, headers, rates, sockets, uploads.

Each is plain ASGI around the whole app, Streamlit's own routes and error pages included. How
often an address asks is counted in memory under a salt that changes daily (``atlas.salt``).
"""

from __future__ import annotations

from starlette.types import ASGIApp

from atlas.web.guard.headers import Headers
from atlas.web.guard.hosts import Hosts
from atlas.web.guard.rates import Rates
from atlas.web.guard.sockets import Sockets
from atlas.web.guard.uploads import Sessions, Uploads


def guard_app(app: ASGIApp, sessions: Sessions) -> ASGIApp:
    """Return the app behind all guards; the first to look at a request stands outermost."""
    return Headers(Hosts(Rates(Sockets(Uploads(app, sessions)))))


__all__ = ["Sessions", "guard_app"]
