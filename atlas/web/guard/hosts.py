"""By which names the atlas answers, and from which pages its sockets are opened.

Without ``ATLAS_ALLOWED_HOSTS`` it answers by every name that no stranger's name server can lead
to it: this machine's own, names without a dot, numeric addresses. That ends DNS rebinding and
links in feeds that a forged ``Host`` would point elsewhere, and needs no setting at home.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.settings import allowed_hosts
from atlas.web.guard.refusal import refuse

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::(?P<port>[0-9]{1,5}))?", re.I)
PORTS = {"http": "80", "https": "443"}
# Streamlit's own routes: no page elsewhere has to do with them.
STREAMLIT = ("/_stcore/", "/media/", "/component/")
UNREADABLE = "The request names no host, or none that can be read."
ELSEWHERE = "A page of another host asked for this."
UNKNOWN = "The atlas does not answer by this name; its operator can add it to ATLAS_ALLOWED_HOSTS."


class Hosts:
    """Refuse requests by an unknown name (421), and sockets from another host's page (403)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked of us."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = readable(_values(scope, b"host"))
        if host is None:
            await refuse(scope, receive, send, 400, UNREADABLE)
        elif not is_allowed(host[0]):
            await refuse(scope, receive, send, 421, UNKNOWN)
        elif _from_elsewhere(scope, host):
            await refuse(scope, receive, send, 403, ELSEWHERE)
        else:
            await self.app(scope, receive, send)


def readable(values: list[str]) -> tuple[str, str] | None:
    """Return name and port of the one ``Host``; None when it cannot be read."""
    match = HOST.fullmatch(values[0]) if len(values) == 1 else None
    return (match["name"].lower(), match["port"] or "") if match else None


def is_allowed(name: str) -> bool:
    """Tell whether the atlas answers by a name, given in small letters."""
    return _is_allowed(name, allowed_hosts())


@lru_cache(maxsize=256)
def _is_allowed(name: str, patterns: tuple[str, ...]) -> bool:
    if is_loopback(name):
        return True
    return any(_fits(name, each) for each in patterns) if patterns else is_own(name)


def is_loopback(name: str) -> bool:
    """Tell whether a name always leads to the asking machine itself."""
    address = _number(name)
    return address.is_loopback if address else name == "localhost" or name.endswith(".localhost")


def is_own(name: str) -> bool:
    """Tell whether no stranger's name server can lead a name here."""
    return _number(name) is not None or "." not in name or name in _machine()


def _fits(name: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", name)


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _machine() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset((name, f"{name.partition('.')[0]}.local"))


def _values(scope: Scope, name: bytes) -> list[str]:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1").strip() for key, value in headers if key.lower() == name]


def _from_elsewhere(scope: Scope, host: tuple[str, str]) -> bool:
    """Tell whether a page of another host opens a socket or calls Streamlit's own routes."""
    if scope["type"] == "http" and not scope["path"].startswith(STREAMLIT):
        return False
    origins = _values(scope, b"origin")
    return any(not _same(origin, host) for origin in origins)


def _same(origin: str, host: tuple[str, str]) -> bool:
    parts = urlsplit(origin)
    origin_host = readable([parts.netloc])
    usual = PORTS.get(parts.scheme)
    if origin_host is None or usual is None:
        return False
    return (origin_host[0], origin_host[1] or usual) in {host, (host[0], host[1] or usual)}
