"""Addresses that a page may link to: the one rule for what comes in and for what goes out.

Outward means http and https with a host and nothing that a reader cannot see or that hides
where a link leads. Local means a place within the atlas. Every other scheme is text.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

LONGEST = 2_000
OUTWARD = re.compile(r"https?://[^/?#]", re.IGNORECASE)
FORBIDDEN = frozenset('\\"<>`^{|}')
SCHEMES = ("http", "https")
LABEL = re.compile(r"[\w-]{1,63}")  # of a host; letters of all scripts
BRACKETED = re.compile(r"\[[0-9a-f:.]+\]", re.IGNORECASE)
SCHEME = re.compile(r"[^/?#]*:")


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a page may link to.

    Examples
    --------
    >>> is_web_address("https://mdn.gub.uy/libro"), is_web_address("JavaScript:alert(1)")
    (True, False)
    """
    if len(text) > LONGEST or not OUTWARD.match(text) or _hides(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for what is no number
    except ValueError:
        return False
    return parts.scheme in SCHEMES and "@" not in parts.netloc and _is_host(parts.netloc)


def web_address(value: object) -> str:
    """Return an address that a page may link to, else nothing."""
    text = value.strip() if isinstance(value, str) else ""
    return text if is_web_address(text) else ""


def is_local(text: str) -> bool:
    """Tell whether an address leads to a place within the atlas: a path, a query, a part."""
    if _hides(text, exceptions='{|}"<>^`') or text.startswith("//"):
        return False
    return not SCHEME.match(text)


def live(value: object) -> str:
    """Return an address as it may stand in ``href``; one that may not leads nowhere."""
    text = str(value)
    return text if is_local(text) or is_web_address(text) else NOWHERE


NOWHERE = "#no-address"


def _hides(text: str, exceptions: str = "") -> bool:
    return any(
        (c in FORBIDDEN or c.isspace() or unicodedata.category(c)[0] == "C") and c not in exceptions
        for c in text
    )


def _is_host(netloc: str) -> bool:
    host = netloc.rpartition(":")[0] if re.search(r":\d*$", netloc) else netloc
    if BRACKETED.fullmatch(host):
        return True
    return all(LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))
