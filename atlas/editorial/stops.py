"""Drafts whose file stopped its reader: said on the page, and not read again unless asked.

The state stands with the draft, so a restart of the server does not start the reader again.
"""

from __future__ import annotations

from sqlalchemy import Engine, update

from atlas.editorial.accounts import find_account, require
from atlas.editorial.drafts import Draft
from atlas.intake.sandbox.errors import ReaderStopped, stop_error
from atlas.intake.sandbox.limits import reader_limits
from atlas.store.desk import draft
from atlas.store.engine import writing


def of_draft(draft: Draft) -> ReaderStopped | None:
    """Return why the reader of a draft's file was stopped, when it was."""
    if not draft.reader_stopped:
        return None
    return stop_error(draft.reader_stopped, draft.file, reader_limits())


def record_stop(engine: Engine, number: int, error: ReaderStopped) -> None:
    """Note that the reader of a draft's file was stopped; the draft's version stays."""
    _set(engine, number, error.reason)


def clear_stop(engine: Engine, number: int, *, by: str) -> None:
    """Let a draft's file be read once more, as its editor or a reviewer asks.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        require(connection, by, "draft" if find_account(connection, by).has("draft") else "review")
    _set(engine, number, "")


def _set(engine: Engine, number: int, reason: str) -> None:
    with writing(engine) as connection:
        connection.execute(update(draft).where(draft.c.id == number).values(reader_stopped=reason))
