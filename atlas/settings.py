"""Where the atlas keeps its data, read once from the environment.

``ATLAS_HOME`` is the data folder (default ``var/`` in the repository);
``ATLAS_DATABASE_URL`` replaces the SQLite file by PostgreSQL; ``ATLAS_OIDC_CLAIM`` names the
claim of an identity provider that must equal the name of an account; ``ATLAS_BACKUP_DAYS`` says
how many days a backup is kept (30; 0 for ever). What the web server allows stands in
``docs/web.md``, what a reader of files may use in ``docs/hostile-files.md``. A value that cannot
be followed is refused, never replaced: ``check_settings`` reads all of them before a server starts.
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
# How much strangers may ask for, readers of files may use and backups may last; each is the
# name of a variable of the environment, with the number that counts without it.
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
    "ATLAS_READER_MEMORY_MB": 224,
    "ATLAS_READER_PROCESSOR_SECONDS": 6,
    "ATLAS_READER_SECONDS": 120,
    "ATLAS_READER_ANSWER_MB": 96,
    "ATLAS_READERS": 2,  # children at the same time
    "ATLAS_BACKUP_DAYS": 30,
    "PORT": 8501,
}
MAY_BE_NOTHING = ("ATLAS_HEAVY_PLACES", "ATLAS_BACKUP_DAYS")
SITE = r"(?:'self'|\*|https:|(?:https?://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?)"
ANCESTORS = re.compile(rf"'none'|{SITE}(?: {SITE})*")
HOST = re.compile(r"\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
CLAIM = re.compile(r"[^\s\0]+")
LANGUAGES = ("en", "fr", "es", "ar")
DIGITS = 9
LONGEST_KEPT = 9_999  # days


class BadSetting(AtlasError):
    """A variable of the environment has a value that the atlas cannot follow."""

    code = "bad-setting"
    template = "{name} is “{value}”, which the atlas cannot follow."

    def __init__(self, name: str, value: str, **more: object) -> None:
        super().__init__(self.template, name=name, value=value, **more)


class NoNumber(BadSetting):
    """A whole number is expected."""

    template = "{name} is “{value}”: give a whole number in digits, {least} or more."


class BadBackupDays(BadSetting):
    """``ATLAS_BACKUP_DAYS`` is no number of days."""

    code = "bad-backup-days"
    template = "{name} is “{value}”: give a whole number of days, or 0 to keep backups."


class NoLanguage(BadSetting):
    """One of the atlas's languages is expected."""

    template = "{name} is “{value}”: give one of {languages}."


class NoSites(BadSetting):
    """A list of sites is expected."""

    template = "{name} is “{value}”: list sites such as 'self' https://news.example, or 'none'."


class NoHosts(BadSetting):
    """A list of names of hosts is expected."""

    template = (
        "{name} is “{value}”: list names such as atlas.example.org or *.example.org, without "
        "https://, port and path."
    )


class NoAddress(BadSetting):
    """An address in the web is expected."""

    template = "{name} is “{value}”: give an address that begins with https:// or http://."


class NoClaim(BadSetting):
    """The name of a claim is expected."""

    template = "{name} is “{value}”: give the name of one claim, such as preferred_username."


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
    """Return which claim of an OpenID Connect provider states the name of an account.

    Raises
    ------
    NoClaim
    """
    claim = os.environ.get("ATLAS_OIDC_CLAIM") or "preferred_username"
    if not CLAIM.fullmatch(claim):
        raise NoClaim("ATLAS_OIDC_CLAIM", claim)
    return claim


def limit(name: str) -> int:
    """Return one of ``LIMITS``, or the whole number that the environment says instead.

    Raises
    ------
    NoNumber
    """
    text = os.environ.get(name, "").strip() or str(LIMITS[name])
    if not (text.isascii() and text.isdecimal()) or len(text) > DIGITS:
        raise NoNumber(name, text, least=_least(name))
    return int(text)


def _least(name: str) -> int:
    return 0 if name in MAY_BE_NOTHING else 1


def allowed_hosts() -> tuple[str, ...]:
    """Return the names by which the atlas answers, in small letters; none is the default.

    Raises
    ------
    NoHosts
    """
    text = os.environ.get("ATLAS_ALLOWED_HOSTS", "")
    names = tuple(name.rstrip(".") for name in text.lower().replace(",", " ").split())
    if not all(map(HOST.fullmatch, names)):
        raise NoHosts("ATLAS_ALLOWED_HOSTS", text)
    return names


def frame_ancestors() -> str:
    """Return who may show the atlas in a frame, as a Content-Security-Policy says it.

    Raises
    ------
    NoSites
    """
    return _ancestors(os.environ.get("ATLAS_FRAME_ANCESTORS", ""))


@lru_cache(maxsize=8)
def _ancestors(text: str) -> str:
    sources = " ".join(text.replace(",", " ").split()) or "'self'"
    if not ANCESTORS.fullmatch(sources):
        raise NoSites("ATLAS_FRAME_ANCESTORS", text)
    return sources


def backup_days() -> int | None:
    """Return after how many days a backup expires (``ATLAS_BACKUP_DAYS``); None for never.

    Raises
    ------
    BadBackupDays
    """
    try:
        days = limit("ATLAS_BACKUP_DAYS")
    except NoNumber as error:
        raise BadBackupDays("ATLAS_BACKUP_DAYS", str(error.params["value"])) from None
    if days > LONGEST_KEPT:
        raise BadBackupDays("ATLAS_BACKUP_DAYS", str(days))
    return days or None


def world_bank() -> str | None:
    """Return the address of the World Bank's interface, None for its own.

    Raises
    ------
    NoAddress
    """
    address = os.environ.get("ATLAS_WORLDBANK_API", "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise NoAddress("ATLAS_WORLDBANK_API", address)
    return address or None


def check_settings() -> None:
    """Read every setting, so that a server with a wrong one does not start.

    Raises
    ------
    BadSetting
    """
    for name in LIMITS:
        if limit(name) < _least(name):
            raise NoNumber(name, os.environ[name], least=_least(name))
    for read in (account_claim, allowed_hosts, frame_ancestors, backup_days, world_bank):
        read()
    lang = os.environ.get("ATLAS_LANG", "")
    if lang and re.split(r"[-_.]", lang.lower())[0] not in (*LANGUAGES, "c", "posix"):
        raise NoLanguage("ATLAS_LANG", lang, languages=", ".join(LANGUAGES))
