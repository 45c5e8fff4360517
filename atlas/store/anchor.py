"""The anchor: the journal's head, written down outside of the database after each commit.

Whoever cuts the end off the log, or puts an older copy in the place of the database, has a
journal that does not hold the anchor any more. The file may lag behind the database (a process
was killed between the two, or another server wrote), but never leads.

A line is ``number hash first``: a row of the journal, and the hash of row 1, which names the
database. ``atlas audit anchor`` prints the newest, to be kept elsewhere.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from atlas.settings import settings
from atlas.store.journal import JournalHead, head, journal

NAME = "anchor"
LINE = re.compile(r"(\d+) ([0-9a-f]{64}) ([0-9a-f]{64})")
HASH = re.compile(r"[0-9a-f]{64}")
LARGEST, KEPT = 1_000_000, 1_000  # bytes before the file is cut to its newest lines


def anchor_path(engine: Engine) -> Path | None:
    """Return the anchor's file: beside a SQLite file, else in the data folder."""
    if engine.dialect.name != "sqlite":
        return settings().home / NAME
    file = engine.url.database
    return Path(file).absolute().with_name(NAME) if file and file != ":memory:" else None


def write_anchor(engine: Engine, newest: JournalHead) -> None:
    """Append the head that was just committed; a folder that refuses costs no change."""
    file = anchor_path(engine)
    if file is None:
        return
    try:
        _append(file, f"{newest}\n")
    except OSError as error:
        logging.getLogger(__name__).warning("The anchor %s was not written: %s", file, error)


def _append(file: Path, line: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One small write at the end of the file: of two processes, neither cuts the other's line.
    number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(number, line.encode())
        size = os.fstat(number).st_size
    finally:
        os.close(number)
    if size > LARGEST:
        _replace(file, read_anchor(file)[-KEPT:])


def _replace(file: Path, lines: Iterable[str]) -> None:
    partial = file.with_name(f"{NAME}-{os.getpid()}")
    partial.touch(mode=0o600)
    partial.write_text("".join(f"{line}\n" for line in lines))
    partial.replace(file)


def read_anchor(file: Path | None) -> list[str]:
    """Return the lines of an anchor's file; the end of one that was cut off is no line."""
    if file is None or not file.exists():
        return []
    return [line for line in file.read_text().splitlines() if LINE.fullmatch(line)]


def renew(engine: Engine) -> str:
    """Begin the anchor anew, after a restore; return the newest line that stood there before."""
    file = anchor_path(engine)
    with engine.connect() as connection:
        newest = head(connection)
    before = read_anchor(file)
    if file is not None:
        _replace(file, [str(newest)] if newest else [])
    return before[-1] if before else ""


def missing_anchors(connection: Connection, lines: Iterable[str]) -> Iterator[str]:
    """Yield the anchors that the journal does not hold: lines, or hashes alone."""
    rows = connection.execute(select(journal.c.id, journal.c.hash))
    hash_by_id = {row.id: row.hash for row in rows}
    hashes = set(hash_by_id.values())
    for line in lines:
        parts = LINE.fullmatch(line.strip())
        if parts is None:
            whole = bool(HASH.fullmatch(line.strip())) and line.strip() in hashes
            number = line.strip()[:12]
        else:
            number = parts[1]
            whole = hash_by_id.get(int(number)) == parts[2] and hash_by_id.get(1) == parts[3]
        if not whole:
            yield f"anchor {number}"
