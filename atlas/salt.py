"""Counting by address without keeping one: the salt lives in memory and changes each day.

Nobody can lead a count back to an address, not even who holds all files of the atlas: after
midnight (UTC) or a restart the salt is gone, and every address counts anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import secrets
from functools import lru_cache

HOME = 64  # bits of an IPv6 address that one subscriber holds


@lru_cache(maxsize=1)
def _salt(_day: dt.date) -> bytes:
    return secrets.token_bytes(32)


def salted_hash(address: str, purpose: str = "", day: dt.date | None = None) -> str:
    """Return what an address counts under today: 32 hexadecimal digits."""
    salt = _salt(day or dt.datetime.now(dt.UTC).date())
    text = f"{purpose}\0{_subscriber(address)}".encode(errors="replace")
    return hashlib.blake2b(text, key=salt, digest_size=16).hexdigest()


def _subscriber(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((int(ip), HOME), strict=False))
    return str(ip)
