"""Events of ``reviewed/events.csv``: each is dated by words of its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.draft import DraftEvent
from tools.factbook.events.draft import draft
from tools.factbook.fields.dates import DATE, Moment, between, moment
from tools.factbook.fields.entities import Entity
from tools.factbook.reviewed import Row, StaleRow, rows, source_of

SPAN = re.compile(rf"(?P<first>{DATE}) (?:to|and|until) (?P<last>{DATE})")


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield a country's reviewed events.

    Raises
    ------
    StaleRow
        When a sentence does not stand in the country's entry or does not give the date.
    """
    for row in rows("events", entity.iso3):
        place, when = source_of(entity, row), _moment(row)
        yield draft(place, row["kind"], row["title"], when, row["sentence"])


def _moment(row: Row) -> Moment:
    """Return the row's date with the words of the sentence that give it."""
    sentence = row["sentence"]
    spans = (between(m["first"], m["last"], m[0]) for m in SPAN.finditer(sentence))
    dates = (moment(words) for words in re.findall(DATE, sentence))
    for when in (*spans, *dates):
        if when and (when.date, when.until) == (row["date"], row["until"]):
            return when
    raise StaleRow(f"{row['country']}: no words of “{sentence}” give the date {row['date']}.")
