"""Where the atlas keeps its data, read once from the environment.

``ATLAS_HOME`` is the data folder (default ``var/`` in the repository);
``ATLAS_DATABASE_URL`` replaces the SQLite file by PostgreSQL; ``ATLAS_OIDC_CLAIM`` names the
claim of an identity provider that must equal the name of an account; ``ATLAS_BACKUP_DAYS`` says
how many days a backup is kept (30; 0 for ever).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from atlas.errors import AtlasError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ASSETS = ROOT / "assets"
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
