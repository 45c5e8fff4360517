"""Releases that wait for their hour: an embargo ends without anybody at the desk.

``run_due`` may run at any time, in several processes at once: a release has one label, so
one of them publishes and the others find it published.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.authors import require_others
from atlas.editorial.drafts import utc
from atlas.editorial.queue import approved_in
from atlas.editorial.releases import LABEL, InvalidLabel, ReleaseExists, publish
from atlas.errors import AtlasError, InvalidParameter, UnknownChoice
from atlas.i18n import N_
from atlas.store.desk import scheduled_release as table
from atlas.store.engine import writing
from atlas.store.schema import release
from atlas.text import tidy


class UnknownSchedule(UnknownChoice):
    """No scheduled release of that number waits."""

    code = "unknown-schedule"
    template = "No release {value} is scheduled."


@dataclass(frozen=True)
class ScheduledRelease:
    """A release that waits, was published, cancelled or failed; ``outcome`` says why."""

    id: int
    label: str
    notes: str
    by: str
    due_at: dt.datetime
    status: str
    outcome: str


def schedule(
    engine: Engine, *, label: str, at: dt.datetime, by: str, notes: str = "", now: dt.datetime
) -> int:
    """Let a release be published at a time; what is approved by then goes into it.

    Raises
    ------
    InvalidLabel, InvalidParameter, ReleaseExists, SelfPublication, ApprovalMissing, NotAllowed,
    UnknownAccount
    """
    if not LABEL.fullmatch(label):
        raise InvalidLabel(InvalidLabel.template, label=label)
    if at.tzinfo is None:
        raise InvalidParameter(N_("Include the time zone, for example 2026-12-01T09:00+00:00."))
    if at <= now:
        raise InvalidParameter(N_("{at} is in the past. Choose a later time."), at=at.isoformat())
    with writing(engine) as connection:
        require(connection, by, "schedule")
        require_others(connection, by, approved_in(connection))
        same_label = select(release.c.label).where(release.c.label == label)
        waits = select(table.c.label).where(table.c.label == label, table.c.status == "waiting")
        if connection.execute(same_label).first() or connection.execute(waits).first():
            raise ReleaseExists(label)
        values = {"label": label, "notes": tidy(notes), "scheduled_by": by, "status": "waiting"}
        due = at.astimezone(dt.UTC)
        result = connection.execute(insert(table).values(due_at=due, **values))
        assert result.inserted_primary_key is not None
        record(connection, by, "schedule", f"release {label}", due.isoformat(timespec="minutes"))
        return int(result.inserted_primary_key[0])


def cancel(engine: Engine, number: int, *, by: str) -> None:
    """Let a scheduled release not be published.

    Raises
    ------
    UnknownSchedule, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        require(connection, by, "schedule")
        label = _close(connection, number, "cancelled", "")
        if label is None:
            raise UnknownSchedule(str(number))
        record(connection, by, "schedule-cancelled", f"release {label}")


def scheduled_releases(engine: Engine, *, waiting: bool = True) -> list[ScheduledRelease]:
    """Return the releases that wait, the next first; or all that ever were scheduled."""
    query = select(table).order_by(table.c.due_at, table.c.id)
    if waiting:
        query = query.where(table.c.status == "waiting")
    with engine.connect() as connection:
        return [_from_row(row) for row in connection.execute(query).mappings()]


def run_due(engine: Engine, now: dt.datetime | None = None) -> list[str]:
    """Publish what is due and return the labels that this call published."""
    moment = now or dt.datetime.now(dt.UTC)
    due = [each for each in scheduled_releases(engine) if each.due_at <= moment]
    return [each.label for each in due if _publish(engine, each)]


def _publish(engine: Engine, each: ScheduledRelease) -> bool:
    """Publish one; what refuses it is kept as its outcome, for the desk to see."""
    try:
        publish(engine, label=each.label, by=each.by, notes=each.notes)
    except ReleaseExists:
        # Another process, or a call that was cut off before it could write its outcome. Also
        # when other releases came between: then the next round publishes.
        if _is_published(engine, each.label):
            _finish(engine, each, "published", "")
        return False
    except AtlasError as error:
        _finish(engine, each, "failed", f"{error.code}: {error}")
        return False
    _finish(engine, each, "published", "")
    return True


def _finish(engine: Engine, each: ScheduledRelease, status: str, outcome: str) -> None:
    with writing(engine) as connection:
        if _close(connection, each.id, status, outcome) is not None:
            action = "schedule-published" if status == "published" else "schedule-failed"
            record(connection, each.by, action, f"release {each.label}", outcome)


def _close(connection: Connection, number: int, status: str, outcome: str) -> str | None:
    """End a wait and return its label; None where it does not wait (any more)."""
    this = (table.c.id == number) & (table.c.status == "waiting")
    label = connection.execute(select(table.c.label).where(this)).scalar()
    result = connection.execute(update(table).where(this).values(status=status, outcome=outcome))
    return str(label) if result.rowcount == 1 else None


def _is_published(engine: Engine, label: str) -> bool:
    with engine.connect() as connection:
        query = select(release.c.label).where(release.c.label == label)
        return connection.execute(query).first() is not None


def _from_row(row: RowMapping) -> ScheduledRelease:
    return ScheduledRelease(
        row["id"],
        row["label"],
        row["notes"],
        row["scheduled_by"],
        utc(row["due_at"]),
        row["status"],
        row["outcome"],
    )
