"""How often: attempts to sign in with one name, and anything by one address.

Nothing here says whether a name exists: an unknown one is counted and locked just as a
known one, under its keyed hash. All functions take part in the caller's transaction, which
must be ``atlas.store.engine.writing``: there writers wait for one another, so a count
cannot be overtaken.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from atlas.editorial.keys import keyed_hash
from atlas.errors import AtlasError
from atlas.store.desk import credential, rate

PER_LOCK = 5
FIRST_LOCK = dt.timedelta(minutes=15)
LONGEST_LOCK = dt.timedelta(hours=24)
FORGOTTEN = dt.timedelta(days=2)
NAMES = "name"


class TooManyAttempts(AtlasError):
    """Wait before the next attempt."""

    code = "too-many-attempts"
    http_status = 429
    template = "Too many attempts. Try again in {minutes} minutes."

    def __init__(self, wait: dt.timedelta) -> None:
        self.seconds = max(1, int(wait.total_seconds()))
        super().__init__(self.template, minutes=-(-self.seconds // 60))


@dataclass(frozen=True)
class Strikes:
    """Failures of one name in a row, and until when it is locked."""

    failures: int = 0
    until: dt.datetime | None = None


def count_event(
    connection: Connection, purpose: str, key: str, *, span: dt.timedelta, now: dt.datetime
) -> int:
    """Count one more event of a key in the running span of time; return the count."""
    start = int(now.timestamp() // span.total_seconds() * span.total_seconds())
    label = _label(dt.datetime.fromtimestamp(start, dt.UTC))
    bucket = keyed_hash(purpose, key)
    _forget(connection, now)
    here = (rate.c.bucket == bucket) & (rate.c.span == label)
    n_events = connection.execute(select(rate.c.count).where(here)).scalar()
    if n_events is None:
        connection.execute(insert(rate).values(bucket=bucket, span=label, count=1))
        return 1
    connection.execute(update(rate).where(here).values(count=n_events + 1))
    return int(n_events) + 1


def allow(
    connection: Connection,
    purpose: str,
    key: str,
    *,
    most: int,
    span: dt.timedelta,
    now: dt.datetime,
) -> None:
    """Count an event and raise when there were more than ``most`` in the span.

    Raises
    ------
    TooManyAttempts
    """
    if count_event(connection, purpose, key, span=span, now=now) > most:
        seconds_in_span = now.timestamp() % span.total_seconds()
        raise TooManyAttempts(span - dt.timedelta(seconds=seconds_in_span))


def strike(connection: Connection, name: str, now: dt.datetime) -> Strikes:
    """Count an attempt to sign in *before* its password is looked at.

    So attempts at the same moment cannot pass together; ``clear`` takes the count back when
    the password was right.

    Raises
    ------
    TooManyAttempts
        While the name is locked.
    """
    before = strikes(connection, name)
    if before.until and before.until > now:
        raise TooManyAttempts(before.until - now)
    failures = before.failures + 1
    until = now + lock(failures) if failures % PER_LOCK == 0 else None
    after = Strikes(failures, until)
    _write(connection, name, after, now)
    return after


def lock(failures: int) -> dt.timedelta:
    """Return how long a name is locked after so many failures: 15 minutes, then doubling."""
    doublings = min(failures // PER_LOCK - 1, 16)
    longer: dt.timedelta = FIRST_LOCK * 2**doublings
    return min(longer, LONGEST_LOCK)


def clear(connection: Connection, name: str, now: dt.datetime) -> None:
    """Forget the failures of a name."""
    _write(connection, name, Strikes(), now)


def strikes(connection: Connection, name: str) -> Strikes:
    """Return the failures of a name, known or not."""
    credential_row = connection.execute(
        select(credential.c.failures, credential.c.locked_until).where(credential.c.account == name)
    ).first()
    if credential_row is not None:
        return Strikes(credential_row.failures, aware(credential_row.locked_until))
    rate_row = connection.execute(
        select(rate.c.count.label("failures"), rate.c.span).where(
            rate.c.bucket == keyed_hash(NAMES, name)
        )
    ).first()
    if rate_row is None:
        return Strikes()
    until = dt.datetime.fromisoformat(rate_row.span).replace(tzinfo=dt.UTC)
    return Strikes(rate_row.failures, until)


def _write(connection: Connection, name: str, strikes: Strikes, now: dt.datetime) -> None:
    values = {"failures": strikes.failures, "locked_until": strikes.until}
    statement = update(credential).where(credential.c.account == name).values(values)
    if connection.execute(statement).rowcount:
        return
    bucket = keyed_hash(NAMES, name)
    connection.execute(delete(rate).where(rate.c.bucket == bucket))
    if strikes.failures:
        _forget(connection, now)
        label = _label(strikes.until or now)  # a span that is over locks nobody
        connection.execute(insert(rate).values(bucket=bucket, span=label, count=strikes.failures))


def _forget(connection: Connection, now: dt.datetime) -> None:
    connection.execute(delete(rate).where(rate.c.span < _label(now - FORGOTTEN)))


def _label(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")


def aware(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment of the database in UTC; SQLite gives it without a zone."""
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment
