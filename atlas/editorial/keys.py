"""The installation's secret, and what is derived from it: signatures and keyed hashes.

The secret lies in ``ATLAS_HOME/secret``, readable by its owner only, and is made once. It
is in no backup: after a restore elsewhere everybody signs in again. A name or an address
that may not be stored is counted under its keyed hash instead.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path

from atlas import private
from atlas.settings import settings

BYTES = 32


def secret() -> bytes:
    """Return the installation's secret, made at the first call."""
    return _read(settings().home / "secret")


@lru_cache(maxsize=8)
def _read(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    return private.ensure_private_file(path).read_bytes()  # a copied folder may have lost its modes


def _make(path: Path) -> None:
    """Write a new secret; of two processes that start at once, the first one's stays."""
    private.ensure_private_folder(path.parent)
    partial = path.with_name(f"secret-{secrets.token_hex(8)}")
    private.ensure_private_file(partial)
    partial.write_bytes(secrets.token_bytes(BYTES))
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def keyed_hash(purpose: str, text: str) -> str:
    """Return a hash of a text that nobody without the secret can compute: 64 hex digits."""
    return hmac.new(secret(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def hash_token(token: str) -> str:
    """Return the SHA-256 of a random token, which is all that is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()
