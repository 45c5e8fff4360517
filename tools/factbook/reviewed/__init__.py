"""What a person has read out of the words of one or two countries: a row each, no rule.

A row names its country and quotes the source (``sentence``). The build refuses a row whose words
do not stand in that country's entry, so that none outlives the text that it was read from.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from tools.factbook.edition import LATEST, Edition
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage

Row = dict[str, str]


class StaleRow(ValueError):
    """The words of a reviewed row do not stand in the source."""


@lru_cache(maxsize=16)
def _table(name: str) -> dict[str, tuple[Row, ...]]:
    path = Path(__file__).parent / f"{name}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {c: tuple(r for r in rows if r["country"] == c) for c in {r["country"] for r in rows}}


def rows(name: str, country: str, edition: Edition = LATEST) -> tuple[Row, ...]:
    """Return a country's rows of ``reviewed/<name>.csv``, which hold for the latest edition.

    Those of an earlier edition stand in ``reviewed/<year>/<name>.csv``.
    """
    table = _table(name if edition is LATEST else f"{edition.year}/{name}")
    return table.get(country, ())


def source_of(entity: Entity, row: Row) -> Passage:
    """Return the first passage in which a row's sentence stands.

    Raises
    ------
    StaleRow
        When it stands in none.
    """
    for passage in entity.everything():
        if row["sentence"] in passage.text:
            return passage
    raise StaleRow(f"{entity.iso3}: the source does not say “{row['sentence']}”.")
