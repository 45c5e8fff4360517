"""Releases: immutable, numbered, chained by hash; a rollback is a new release."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from atlas.editorial.accounts import require
from atlas.editorial.audit import GENESIS, record
from atlas.editorial.authors import SelfPublication, authors_of, is_author, require_others
from atlas.editorial.queue import approved_in
from atlas.editorial.rivals import rivals
from atlas.errors import AtlasError, InvalidParameter, UnknownRelease
from atlas.i18n import N_
from atlas.store import contents
from atlas.store.desk import takedown
from atlas.store.engine import refresh_statistics, writing
from atlas.store.kinds import KINDS, RecordKind
from atlas.store.origins import source_ranks
from atlas.store.preference import preferred_among
from atlas.store.schema import membership, observation, release, source, submission, submission_item
from atlas.text import tidy

CHUNK = 5_000
ROLLED_BACK = re.compile(r"-r\d+$")
LABEL = re.compile(r"\w[\w.-]{0,23}", re.ASCII)
OWN_VALUES = N_(
    "“{name}” is an author of values that release {label} would bring back. Another publisher "
    "must publish it."
)
Member = tuple[str, str]  # kind, record id


class ReleaseExists(AtlasError):
    """The label is taken, or somebody published at the same moment."""

    code = "release-exists"
    http_status = 409
    template = (
        "Release {label} already exists, or another was published at this moment. Check again."
    )

    def __init__(self, label: str) -> None:
        super().__init__(self.template, label=label)


class InvalidLabel(InvalidParameter):
    """A label that would not do in an address or a citation."""

    code = "invalid-label"
    template = (
        "“{label}” is not a label for a release. Write up to 24 letters, digits, dots and hyphens."
    )


class NothingToPublish(AtlasError):
    """No approved submission waits."""

    code = "nothing-to-publish"
    http_status = 409
    template = "There is no approved submission to publish."


def publish(
    engine: Engine,
    *,
    label: str,
    by: str,
    notes: str = "",
    leaving: frozenset[Member] = frozenset(),
) -> str:
    """Publish all approved submissions as the next release and return its label.

    A record replaces the one with the same country, indicator, period, breakdown and
    source; records of other sources stay beside it, and one is preferred.

    Parameters
    ----------
    leaving
        Records that this release no longer holds: what an older edition said of its own
        present. Releases before it keep them.

    Raises
    ------
    InvalidLabel, ReleaseExists, NothingToPublish, SelfPublication, ApprovalMissing, NotAllowed,
    UnknownAccount
    """

    def members(connection: Connection, before: set[Member]) -> set[Member]:
        waiting = approved_in(connection)
        if not waiting:
            raise NothingToPublish(NothingToPublish.template)
        require_others(connection, by, waiting)
        for number in waiting:  # a later submission corrects an earlier one
            new = _items(connection, number)
            before = (before - _replaced_members(connection, before, new)) | new
        return before - leaving - _taken_down(connection)

    if not LABEL.fullmatch(label):
        raise InvalidLabel(InvalidLabel.template, label=label)
    return _next_release(engine, label=label, by=by, notes=notes, members=members, restores=None)


def roll_back(engine: Engine, label: str, *, by: str) -> str:
    """Publish a new release equal to an older one and return its label.

    Raises
    ------
    UnknownRelease, ReleaseExists, SelfPublication, NotAllowed, UnknownAccount
    """

    def members(connection: Connection, before: set[Member]) -> set[Member]:
        after = _members(connection, _sequence(connection, label)) - _taken_down(connection)
        if is_author(by, authors_of(connection, after - before)):
            raise SelfPublication(OWN_VALUES, name=by, label=label)
        return after

    return _next_release(engine, label=None, by=by, notes="", members=members, restores=label)


def _next_release(
    engine: Engine, *, label: str | None, by: str, notes: str, members: Any, restores: str | None
) -> str:
    try:
        with writing(engine) as connection:
            require(connection, by, "roll-back" if restores else "publish")
            last = (
                connection.execute(select(release).order_by(release.c.sequence.desc()).limit(1))
                .mappings()
                .first()
            )
            if _label_exists(connection, label) or (
                restores and last and last["restores"] == restores
            ):
                raise ReleaseExists(label or str(restores))
            sequence = last["sequence"] + 1 if last else 1
            before = _members(connection, last["sequence"]) if last else set()
            after = members(connection, before)
            name = label or f"{ROLLED_BACK.sub('', str(restores))}-r{sequence}"
            _open(connection, sequence, name, by, notes, restores)
            _change(connection, sequence, before, after)
            _prefer(connection, sequence)
            contents.store_counts(connection, sequence)
            digest = release_hash(connection, sequence, name, last["hash"] if last else GENESIS)
            this = release.c.sequence == sequence
            connection.execute(update(release).where(this).values(hash=digest))
            _mark_published(connection, sequence)
            action = "roll-back" if restores else "publish"
            record(connection, by, action, f"release {name}", f"{len(after)} records {digest}")
    except IntegrityError as error:
        raise ReleaseExists(label or str(restores)) from error
    refresh_statistics(engine)
    return name


def _label_exists(connection: Connection, label: str | None) -> bool:
    query = select(release.c.label).where(release.c.label == label)
    return connection.execute(query).first() is not None


def _open(
    connection: Connection, sequence: int, label: str, by: str, notes: str, restores: str | None
) -> None:
    now = dt.datetime.now(dt.UTC)
    values = {"published_at": now, "published_by": by, "notes": tidy(notes), "restores": restores}
    connection.execute(insert(release).values(sequence=sequence, label=label, hash="", **values))


def _taken_down(connection: Connection) -> set[Member]:
    query = select(takedown.c.kind, takedown.c.record_id)
    return {(kind, key) for kind, key in connection.execute(query)}


def _sequence(connection: Connection, label: str) -> int:
    releases = connection.execute(select(release.c.label, release.c.sequence)).fetchall()
    for name, sequence in releases:
        if name == label:
            return int(sequence)
    raise UnknownRelease(label, tuple(name for name, _ in releases[-3:]))


def _inside(sequence: int) -> Any:
    return and_(
        membership.c.from_seq <= sequence,
        or_(membership.c.to_seq.is_(None), membership.c.to_seq > sequence),
    )


def _members(connection: Connection, sequence: int) -> set[Member]:
    query = select(membership.c.kind, membership.c.record_id).where(_inside(sequence))
    return {(kind, key) for kind, key in connection.execute(query)}


def _items(connection: Connection, number: int) -> set[Member]:
    query = select(submission_item.c.kind, submission_item.c.record_id).where(
        submission_item.c.submission_id == number
    )
    return {(kind, key) for kind, key in connection.execute(query)}


def _replaced_members(connection: Connection, before: set[Member], new: set[Member]) -> set[Member]:
    """Return the records of ``before`` that a new one of the same kind and key replaces."""
    members: set[Member] = set()
    for name in {kind for kind, _ in new}:
        kind = KINDS[name]
        mine = _keys(connection, kind, [key for k, key in new if k == name])
        new_keys = set(mine.values())
        theirs = _keys(connection, kind, [key for k, key in before - new if k == name])
        members |= {(name, key) for key, same in theirs.items() if same in new_keys}
    return members


def _keys(connection: Connection, kind: RecordKind, ids: list[str]) -> dict[str, tuple[Any, ...]]:
    keys_by_id: dict[str, tuple[Any, ...]] = {}
    table = kind.table
    for part in _chunks(ids):
        query = select(table.c.id, *(table.c[n] for n in kind.key)).where(table.c.id.in_(part))
        keys_by_id |= {row[0]: tuple(row)[1:] for row in connection.execute(query)}
    return keys_by_id


def _change(connection: Connection, sequence: int, before: set[Member], after: set[Member]) -> None:
    for part in _chunks([key for _, key in before - after]):
        condition = and_(membership.c.record_id.in_(part), membership.c.to_seq.is_(None))
        connection.execute(update(membership).where(condition).values(to_seq=sequence))
    fresh = [
        {"kind": kind, "record_id": key, "from_seq": sequence, "preferred": True}
        for kind, key in sorted(after - before)
    ]
    for i in range(0, len(fresh), CHUNK):
        connection.execute(insert(membership), fresh[i : i + CHUNK])


def _prefer(connection: Connection, sequence: int) -> None:
    """Let one of several sources of the same figure be preferred in this release.

    A record whose preference changes gets a new membership, so that older releases keep
    what they showed.
    """
    columns = [
        membership.c.record_id,
        membership.c.from_seq,
        membership.c.preferred,
        *(observation.c[n] for n in ("country", "indicator", "period", "breakdown", "method")),
        source.c.preference,
        source.c.vintage,
        source.c.id.label("source_id"),
    ]
    query = (
        select(*columns)
        .join(observation, observation.c.id == membership.c.record_id)
        .join(source, source.c.id == observation.c.source_id)
        .where(membership.c.kind == "observation", _inside(sequence))
    )
    ranks = source_ranks(connection)
    rows = [
        dict(r) | {"origin": ranks[r["source_id"]].speaker.of(r["country"])}
        for r in connection.execute(query).mappings()
    ]
    for row, is_preferred in preferred_among(rows):
        if row["preferred"] == is_preferred:
            continue
        this = and_(
            membership.c.kind == "observation",
            membership.c.record_id == row["record_id"],
            membership.c.from_seq == row["from_seq"],
        )
        if row["from_seq"] == sequence:
            connection.execute(update(membership).where(this).values(preferred=is_preferred))
            continue
        connection.execute(update(membership).where(this).values(to_seq=sequence))
        connection.execute(
            insert(membership).values(
                kind="observation",
                record_id=row["record_id"],
                from_seq=sequence,
                preferred=is_preferred,
            )
        )


def release_hash(connection: Connection, sequence: int, label: str, previous: str) -> str:
    """Return the SHA-256 over the previous release's hash, the label and all members."""
    query = (
        select(membership.c.kind, membership.c.record_id, membership.c.preferred)
        .where(_inside(sequence))
        .order_by(membership.c.kind, membership.c.record_id)
    )
    digest = hashlib.sha256(f"{previous}\n{label}\n".encode())
    for kind, key, is_preferred in sorted(tuple(r) for r in connection.execute(query)):
        digest.update(f"{kind} {key} {int(is_preferred)}\n".encode())
    return digest.hexdigest()


def _mark_published(connection: Connection, sequence: int) -> None:
    if connection.execute(
        select(release.c.restores).where(release.c.sequence == sequence)
    ).scalar():
        return
    waiting, inside = approved_in(connection), _members(connection, sequence)
    replaced_numbers = [
        number
        for number in waiting
        if not _items(connection, number) & inside and rivals(connection, number, ("approved",))
    ]
    mine = submission.c.status == "approved"
    connection.execute(
        update(submission).where(submission.c.id.in_(replaced_numbers)).values(status="replaced")
    )
    values = {"status": "published", "release_seq": sequence}
    connection.execute(update(submission).where(mine).values(values))


def _chunks(keys: list[str]) -> Iterable[list[str]]:
    return (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK))
