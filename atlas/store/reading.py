"""Read the records of a release that are not observations: one function for every kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
from sqlalchemy import ColumnElement, Engine, case, func, select

from atlas.store.kinds import PROVENANCE, RecordKind
from atlas.store.origins import origin_column, source_ranks, spoken_by
from atlas.store.schema import membership, source
from atlas.store.selection import CITATION, in_release, release_of

SOURCE = (
    "source",
    "source_id",
    "source_url",
    "source_origin",
    "licence",
    "published",
    "accessed",
    "redistributable",
)


def columns(kind: RecordKind) -> list[str]:
    """Return the columns of a frame of a kind, in order."""
    return ["id", "country", *kind.own, *SOURCE, *PROVENANCE, "release"]


def read_records(
    engine: Engine,
    kind: RecordKind,
    *,
    countries: Collection[str] | None = None,
    where: Mapping[str, Collection[str]] | None = None,
    between: tuple[str, str] = ("", ""),
    release: str | None = None,
    origins: Collection[str] = (),
) -> pd.DataFrame:
    """Return the records of one kind in a release (the newest by default).

    Parameters
    ----------
    countries
        ISO3 codes to keep; None keeps all.
    where
        Column -> values to keep, for example ``{"question": ["military_vote"]}``.
    between
        First and last date of events, inclusive, as exact as wanted; ``""`` is open.
    origins
        Who speaks in the sources to keep (``atlas.codebook.origins``); none keeps all.

    Returns
    -------
    DataFrame
        ``columns(kind)``, sorted by country and the kind's key. An optional code that is
        absent (``missing_reason``) is None.

    Raises
    ------
    UnknownRelease
    """
    label, sequence = release_of(engine, release)
    table = kind.table
    query = (
        select(
            table.c.id,
            table.c.country,
            *(table.c[name] for name in kind.own),
            CITATION.label("source"),
            table.c.source_id,
            source.c.url.label("source_url"),
            *(source.c[n] for n in ("licence", "published", "accessed", "redistributable")),
            *(table.c[name] for name in PROVENANCE),
        )
        .join_from(table, membership, membership.c.record_id == table.c.id)
        .join(source, source.c.id == table.c.source_id)
        .where(*_conditions(kind, sequence, countries, where, between))
        .order_by(*(table.c[name] for name in kind.key), table.c.id)
    )
    names = [name for name in columns(kind)[:-1] if name != "source_origin"]
    with engine.connect() as connection:
        selection = query.where(*spoken_by(connection, table, origins))
        rows = [tuple(row) for row in connection.execute(selection)]
        ranks = source_ranks(connection)
    # Objects from the start: pandas would make a text column, and None a NaN.
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    return frame.assign(source_origin=origin_column(frame, ranks), release=label)[columns(kind)]


def count_records(
    engine: Engine,
    kind: RecordKind,
    *,
    countries: Collection[str] | None = None,
    where: Mapping[str, Collection[str]] | None = None,
    between: tuple[str, str] = ("", ""),
    release: str | None = None,
    origins: Collection[str] = (),
) -> tuple[int, int]:
    """Return how many records ``read_records`` reads: those that may be passed on, and the others.

    Raises
    ------
    UnknownRelease
    """
    _, sequence = release_of(engine, release)
    table = kind.table
    query = (
        select(source.c.redistributable, func.count())
        .join_from(table, membership, membership.c.record_id == table.c.id)
        .join(source, source.c.id == table.c.source_id)
        .where(*_conditions(kind, sequence, countries, where, between))
        .group_by(source.c.redistributable)
    )
    with engine.connect() as connection:
        selection = query.where(*spoken_by(connection, table, origins))
        counts = {bool(free): int(n) for free, n in connection.execute(selection)}
    return counts.get(True, 0), counts.get(False, 0)


def countries_by(
    engine: Engine, kind: RecordKind, column: str, *, release: str | None = None
) -> dict[str, int]:
    """Return how many countries have a record of a kind, by the codes of a column.

    Raises
    ------
    UnknownRelease
    """
    _, sequence = release_of(engine, release)
    code = kind.table.c[column]
    query = (
        select(code, func.count(kind.table.c.country.distinct()))
        .join_from(kind.table, membership, membership.c.record_id == kind.table.c.id)
        .where(*in_release(kind.name, sequence))
        .group_by(code)
    )
    with engine.connect() as connection:
        return {str(value): int(n) for value, n in connection.execute(query)}


def _conditions(
    kind: RecordKind,
    sequence: int,
    countries: Collection[str] | None,
    where: Mapping[str, Collection[str]] | None,
    between: tuple[str, str],
) -> list[ColumnElement[bool]]:
    table = kind.table
    filters = {**({"country": countries} if countries is not None else {}), **(where or {})}
    return [
        *in_release(kind.name, sequence),
        *(table.c[name].in_(list(values)) for name, values in filters.items()),
        *_date_conditions(kind, *between),
    ]


def _date_conditions(kind: RecordKind, first: str, last: str) -> list[ColumnElement[bool]]:
    """Keep what may lie between two dates; 1991 may be any day of that year."""
    conditions: list[ColumnElement[bool]] = []
    if first:
        start: ColumnElement[str] = kind.table.c.date
        end = start
        if "until" in kind.own:
            end = case((kind.table.c.until == "", start), else_=kind.table.c.until)
        prefix = func.substr(first, 1, func.length(end))
        conditions.append(func.substr(end, 1, len(first)) >= prefix)
    if last:
        conditions.append(func.substr(kind.table.c.date, 1, len(last)) <= last)
    return conditions
