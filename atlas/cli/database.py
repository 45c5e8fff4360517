"""Setting up and starting: ``init`` and ``preflight``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from atlas import private
from atlas.cli.output import AsJson, dump, say, t
from atlas.cli.ports import require_port
from atlas.settings import ROOT, settings

MIGRATIONS = ROOT / "atlas" / "store" / "migrations" / "versions"


def init(as_json: AsJson = False) -> None:
    """Create the data folder and the database, and publish the starter release once."""
    private.secure(settings().home)
    release = _standing_release()
    if release is not None:
        _report_init(release, is_new=False, as_json=as_json)
        return
    from atlas.community.founding import store_founding  # noqa: PLC0415
    from atlas.editorial.starter import publish_starter  # noqa: PLC0415
    from atlas.store import engine, frames  # noqa: PLC0415

    database = engine()
    new_release = publish_starter(database)
    store_founding(database)
    _report_init(frames.newest(database), is_new=new_release is not None, as_json=as_json)


def _report_init(release: str, *, is_new: bool, as_json: bool) -> None:
    home = settings().home
    if as_json:
        dump({"home": str(home), "release": release, "published": is_new})
    elif is_new:
        say(t("The atlas is set up in {home}; release {release} is published.", **_at(release)))
    else:
        say(t("The atlas in {home} is ready; its newest release is {release}.", **_at(release)))


def _at(release: str) -> dict[str, object]:
    return {"home": settings().home, "release": release}


def _standing_release() -> str | None:
    """Return the newest release of a database that needs no migration, else None.

    Asks SQLite itself: loading the store takes longer than the answer, and every
    start of the server begins here.
    """
    file = settings().home / "atlas.sqlite"
    if settings().database_url != f"sqlite:///{file}" or not file.exists():
        return None
    head = max(path.stem.split("_")[0] for path in MIGRATIONS.glob("[0-9]*.py"))
    try:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            newest = connection.execute("SELECT label FROM release ORDER BY sequence DESC")
            label = newest.fetchone()
            has_entries = connection.execute("SELECT 1 FROM entry_version LIMIT 1").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None  # the store says what is wrong
    ready = label and has_entries and version and version[0] == head
    return str(label[0]) if ready else None


def preflight(
    port: Annotated[int, typer.Option(help="Port that the server will use.")] = 8501,
    as_json: AsJson = False,
) -> None:
    """Check what a start of the server needs: data folder, database and port."""
    from atlas.store import engine  # noqa: PLC0415

    engine()
    require_port(port)
    if as_json:
        dump({"home": str(settings().home), "port": port, "ready": True})
    else:
        say(t("Ready to serve on port {port}.", port=port))
