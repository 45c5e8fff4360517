"""What a draft, a submission or a release changes: old and new side by side, of every kind.

A change is first a pair of record ids, light enough for a whole release; ``load_changes`` reads
the records of those that a page shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import Connection, Engine, RowMapping, func, select

from atlas.editorial.rows import Row
from atlas.intake.draft import Source
from atlas.store.kinds import KINDS, OBSERVATION, RecordKind
from atlas.store.schema import membership, observation, release, source, submission_item
from atlas.store.selection import CITATION, in_release, release_of, taken_down_ids

CHUNK = 5_000
Kinds = Literal["added", "changed", "removed"]
CHANGES: tuple[Kinds, ...] = ("added", "changed", "removed")
Held = dict[tuple[str, tuple[Any, ...]], str]  # kind and key -> record id


@dataclass(frozen=True, slots=True)
class RecordPair:
    """One change: which record stands where another, or none, stood.

    ``subject`` is the indicator, question, organisation or kind that the record is about.
    """

    kind: str
    change: Kinds
    country: str
    subject: str
    old: str | None
    new: str | None


@dataclass(frozen=True, eq=False)
class Changes:
    """All changes in the order of kind, country and key; ``unchanged`` counts the others.

    There may be half a million: what is counted of them is counted once, and changes are told
    apart by being the same object, so that results can be kept under them.
    """

    pairs: tuple[RecordPair, ...]
    unchanged: int = 0

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records are added, changed, removed and unchanged."""
        totals = Counter(pair.change for pair in self.pairs)
        return {**{name: totals[name] for name in CHANGES}, "unchanged": self.unchanged}

    @cached_property
    def subjects(self) -> dict[str, str]:
        """The kind of each subject that changes."""
        return {pair.subject: pair.kind for pair in self.pairs}

    @cached_property
    def entering(self) -> dict[str, RecordPair]:
        """The pairs that bring a new record, by its id."""
        return {pair.new: pair for pair in self.pairs if pair.new}

    def of(self, countries: Iterable[str] = (), subjects: Iterable[str] = ()) -> Changes:
        """Return the changes of some countries and subjects; none given means all."""
        country_set, subject_set = set(countries), set(subjects)
        if not country_set and not subject_set:
            return self
        pairs = (p for p in self.pairs if not country_set or p.country in country_set)
        return Changes(
            tuple(p for p in pairs if not subject_set or p.subject in subject_set), self.unchanged
        )


@dataclass(frozen=True)
class Change:
    """A pair with its records: each a row of its kind's table, with its source's description.

    ``beside`` is the figure of another source that an added one stands beside.
    """

    pair: RecordPair
    old: Row | None = None
    new: Row | None = None
    beside: Row | None = field(default=None)

    @property
    def row(self) -> Row:
        """The record as it is after the change, or as it was."""
        record = self.new or self.old
        assert record is not None
        return record


def between(engine: Engine, old: str, new: str) -> Changes:
    """Return what differs between two releases; only that is read.

    Raises
    ------
    UnknownRelease
    """
    before, after = (release_of(engine, label)[1] for label in (old, new))
    pairs: list[RecordPair] = []
    n_unchanged = 0
    with engine.connect() as connection:
        for kind in KINDS.values():
            was, now = _members_of_both(connection, kind, before, after)
            n_unchanged += _size(connection, kind, before) - len(was - now)
            leaving, entering = (_keys(connection, kind, ids) for ids in (was - now, now - was))
            pairs += _pairs(kind, leaving, entering)
    return Changes(tuple(pairs), n_unchanged)


def of_rows(
    engine: Engine, rows: Mapping[RecordKind, Sequence[Row]], against: int | None
) -> Changes:
    """Return what rows that are not stored yet would change in release number ``against``."""
    ids_by_key: Held = {
        (kind.name, tuple(row[name] for name in kind.key)): row["id"]
        for kind, records in rows.items()
        for row in records
    }
    with engine.connect() as connection:
        return _entering(connection, ids_by_key, against)


def of_submissions(engine: Engine, numbers: Iterable[int], against: int | None) -> Changes:
    """Return what submissions would change, in their order, in release number ``against``."""
    ids_by_key: Held = {}
    with engine.connect() as connection:
        for number in numbers:
            for kind in KINDS.values():
                query = select(submission_item.c.record_id).where(
                    submission_item.c.submission_id == number, submission_item.c.kind == kind.name
                )
                ids = connection.execute(query).scalars().all()
                ids_by_key |= {(kind.name, k): i for k, i in _keys(connection, kind, ids).items()}
        return _entering(connection, ids_by_key, against)


def newest_number(engine: Engine) -> int | None:
    """Return the number of the newest release; None before the first."""
    with engine.connect() as connection:
        query = select(release.c.sequence).order_by(release.c.sequence.desc()).limit(1)
        return connection.execute(query).scalar()


def _entering(connection: Connection, ids_by_key: Held, against: int | None) -> Changes:
    pairs: list[RecordPair] = []
    n_unchanged = 0
    for kind in KINDS.values():
        entering = {key: i for (name, key), i in ids_by_key.items() if name == kind.name}
        current_ids = _standing(connection, kind, {str(key[0]) for key in entering}, against)
        same = {key for key, i in entering.items() if current_ids.get(key) == i}
        n_unchanged += len(same)
        fresh = {key: i for key, i in entering.items() if key not in same}
        pairs += _pairs(kind, {k: current_ids[k] for k in fresh if k in current_ids}, fresh)
    return Changes(tuple(pairs), n_unchanged)


def _standing(
    connection: Connection, kind: RecordKind, countries: set[str], number: int | None
) -> dict[tuple[Any, ...], str]:
    """Return, by key, the records that a release holds of some countries."""
    if number is None or not countries:
        return {}
    table = kind.table
    query = (
        select(table.c.id, *(table.c[name] for name in kind.key))
        .join_from(table, membership, membership.c.record_id == table.c.id)
        .where(*in_release(kind.name, number), table.c.country.in_(sorted(countries)))
    )
    return {tuple(row)[1:]: row[0] for row in connection.execute(query)}


def _pairs(
    kind: RecordKind,
    leaving: Mapping[tuple[Any, ...], str],
    entering: Mapping[tuple[Any, ...], str],
) -> Iterator[RecordPair]:
    for key in sorted(leaving.keys() | entering.keys(), key=lambda k: tuple(map(str, k))):
        old, new = leaving.get(key), entering.get(key)
        change: Kinds = "changed" if old and new else "added" if new else "removed"
        yield RecordPair(kind.name, change, str(key[0]), str(key[1]), old, new)


def _members_of_both(
    connection: Connection, kind: RecordKind, before: int, after: int
) -> tuple[set[str], set[str]]:
    """Return what each of two releases holds of the records whose membership changed between.

    All others are in both or in neither, so that two large releases cost what changed. The
    sides are told apart here: SQLite 3.40 misreads a list of records beside a range of releases.
    """
    low, high = sorted((before, after))
    start, end = membership.c.from_seq, membership.c.to_seq
    query = select(membership.c.record_id, start, end).where(
        membership.c.kind == kind.name,
        ((start > low) & (start <= high)) | ((end > low) & (end <= high)),
        membership.c.record_id.not_in(taken_down_ids(kind.name)),
    )
    spans = [tuple(row) for row in connection.execute(query)]

    def held(number: int) -> set[str]:
        return {i for i, first, last in spans if first <= number and (last or number + 1) > number}

    return held(before), held(after)


def _size(connection: Connection, kind: RecordKind, number: int) -> int:
    query = select(func.count()).select_from(membership).where(*in_release(kind.name, number))
    return int(connection.execute(query).scalar() or 0)


def _keys(
    connection: Connection, kind: RecordKind, ids: Iterable[str]
) -> dict[tuple[Any, ...], str]:
    table = kind.table
    ids_by_key: dict[tuple[Any, ...], str] = {}
    for part in _chunks(sorted(ids)):
        query = select(table.c.id, *(table.c[n] for n in kind.key)).where(table.c.id.in_(part))
        ids_by_key |= {tuple(row)[1:]: row[0] for row in connection.execute(query)}
    return ids_by_key


def load_changes(
    engine: Engine,
    pairs: Sequence[RecordPair],
    *,
    against: int | None = None,
    rows: Mapping[RecordKind, Sequence[Row]] | None = None,
    sources: Iterable[Source] = (),
) -> list[Change]:
    """Return pairs with their records.

    Parameters
    ----------
    against
        Number of the release whose preferred figure stands beside one that is added.
    rows, sources
        Records and sources of a draft, which no table holds yet.
    """
    fresh = {row["id"]: dict(row) for records in (rows or {}).values() for row in records}
    source_fields = {s.id: _source_fields(s) for s in sources}
    with engine.connect() as connection:
        rows_by_id = _records(connection, pairs) | {
            key: row | source_fields.get(row["source_id"], {}) for key, row in fresh.items()
        }
        beside = _beside(connection, pairs, rows_by_id, against)
    return [
        Change(
            pair, rows_by_id.get(pair.old or ""), rows_by_id.get(pair.new or ""), beside.get(pair)
        )
        for pair in pairs
    ]


def _source_fields(source: Source) -> Row:
    citation = f"{source.publisher}, {source.title} ({source.vintage})"
    return {"source": citation, "source_url": source.url, "licence": source.licence} | {
        name: getattr(source, name) for name in ("published", "accessed")
    }


_DESCRIBED = (
    CITATION.label("source"),
    source.c.url.label("source_url"),
    *(source.c[name] for name in ("licence", "published", "accessed")),
)


def _records(connection: Connection, pairs: Sequence[RecordPair]) -> dict[str, Row]:
    rows_by_id: dict[str, Row] = {}
    for name in {pair.kind for pair in pairs}:
        table = KINDS[name].table
        ids = {i for p in pairs if p.kind == name for i in (p.old, p.new) if i}
        for part in _chunks(sorted(ids)):
            query = (
                select(table, *_DESCRIBED)
                .join(source, source.c.id == table.c.source_id)
                .where(table.c.id.in_(part))
            )
            rows_by_id |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    return rows_by_id


def _beside(
    connection: Connection,
    pairs: Sequence[RecordPair],
    rows_by_id: Mapping[str, Row],
    number: int | None,
) -> dict[RecordPair, Row]:
    """Return, for added figures, what the release prefers to say of the same figure."""

    def figure(row: Row | RowMapping) -> tuple[Any, ...]:
        return tuple(row[name] for name in ("country", "indicator", "period", "breakdown"))

    new_pairs = [p for p in pairs if p.change == "added" and p.kind == OBSERVATION.name and p.new]
    if number is None or not new_pairs:
        return {}
    figures = {pair: figure(rows_by_id[pair.new or ""]) for pair in new_pairs}
    query = (
        select(observation, *_DESCRIBED)
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .join(source, source.c.id == observation.c.source_id)
        .where(
            *in_release(OBSERVATION.name, number),
            membership.c.preferred.is_(True),
            observation.c.country.in_(sorted({key[0] for key in figures.values()})),
            observation.c.indicator.in_(sorted({key[1] for key in figures.values()})),
        )
    )
    standing = {figure(row): dict(row) for row in connection.execute(query).mappings()}
    return {pair: standing[key] for pair, key in figures.items() if key in standing}


def _chunks(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK))
