"""Where the atlas keeps its data, read once from the environment.

``ATLAS_HOME`` is the data folder (default ``var/`` in the repository);
``ATLAS_DATABASE_URL`` replaces the SQLite file by PostgreSQL; ``ATLAS_OIDC_CLAIM`` names the
claim of an identity provider that must equal the name of an account; ``ATLAS_BACKUP_DAYS`` says
how many days a backup is kept (30; 0 for ever). What the web server allows stands in
``docs/web.md``.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from atlas.errors import AtlasError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ASSETS = ROOT / "assets"
# How much strangers may ask for; each is the name of a variable of the environment.
LIMITS = {
    "ATLAS_REQUESTS_PER_MINUTE": 3_000,  # of one address, files that browsers keep not counted
    "ATLAS_HEAVY_PER_MINUTE": 120,  # of one address, of what is not ready yet
    "ATLAS_HEAVY_WORKERS": 2,
    "ATLAS_HEAVY_PLACES": 24,  # waiting, beside those at work
    "ATLAS_HEAVY_STREAMS": 8,  # long answers written at the same time
    "ATLAS_SOCKETS_PER_ADDRESS": 100,
    "ATLAS_SOCKETS": 1_000,
    "ATLAS_UPLOAD_MB": 50,  # a file; also in .streamlit/config.toml
    "ATLAS_UPLOAD_MB_PER_SESSION": 150,
    "ATLAS_UPLOAD_MB_IN_ALL": 600,
}
SITE = r"(?:'self'|\*|https:|(?:https?://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?)"
ANCESTORS = re.compile(rf"'none'|{SITE}(?: {SITE})*")
BACKUP_DAYS, DIGITS = 30, 4


class BadBackupDays(AtlasError):
    """``ATLAS_BACKUP_DAYS`` is no number of days."""

    code = "bad-backup-days"
    template = "ATLAS_BACKUP_DAYS is “{value}”: give a whole number of days, or 0 to keep backups."


@dataclass(frozen=True)
class Settings:
    """Places that differ between installations."""

    home: Path
    database_url: str

    @property
    def uploads(self) -> Path:
        """Folder of uploaded files, each named by the SHA-256 of its content."""
        return self.home / "uploads"

    @property
    def backups(self) -> Path:
        """Folder of backups that expire by themselves."""
        return self.home / "backups"


def settings() -> Settings:
    """Read the environment; cheap, so tests may change it between calls."""
    home = Path(os.environ.get("ATLAS_HOME") or ROOT / "var").resolve()
    url = os.environ.get("ATLAS_DATABASE_URL") or f"sqlite:///{home / 'atlas.sqlite'}"
    return Settings(home, url)


def account_claim() -> str:
    """Return which claim of an OpenID Connect provider states the name of an account."""
    return os.environ.get("ATLAS_OIDC_CLAIM") or "preferred_username"


def limit(name: str) -> int:
    """Return one of ``LIMITS``; what the environment says instead must be a whole number."""
    stated = os.environ.get(name, "")
    return int(stated) if stated.isdecimal() else LIMITS[name]


def allowed_hosts() -> tuple[str, ...]:
    """Return the names by which the atlas answers, in small letters; none is the default."""
    stated = os.environ.get("ATLAS_ALLOWED_HOSTS", "").lower().replace(",", " ")
    return tuple(name.rstrip(".") for name in stated.split())


def frame_ancestors() -> str:
    """Return who may show the atlas in a frame, as a Content-Security-Policy says it."""
    return _ancestors(os.environ.get("ATLAS_FRAME_ANCESTORS", ""))


@lru_cache(maxsize=8)
def _ancestors(stated: str) -> str:
    tidied = " ".join(stated.replace(",", " ").split())
    return tidied if ANCESTORS.fullmatch(tidied) else "'self'"


def backup_days() -> int | None:
    """Return after how many days a backup expires (``ATLAS_BACKUP_DAYS``); None for never.

    Raises
    ------
    BadBackupDays
    """
    text = os.environ.get("ATLAS_BACKUP_DAYS", "").strip() or str(BACKUP_DAYS)
    if not text.isascii() or not text.isdecimal() or len(text) > DIGITS:
        raise BadBackupDays(BadBackupDays.template, value=text)
    return int(text) or None
