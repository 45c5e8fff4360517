"""Observations of ``reviewed/observations.csv`` and gaps of ``reviewed/gaps.csv``.

Where a country has a row for an indicator, no rule is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.codebook import codebook
from atlas.intake.starter import starter_observation
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Gap, Passage
from tools.factbook.reviewed import Row, StaleRow, rows

TABLES = ("observations", "gaps")
# Where a person has read the first, the rule of the second has nothing to go by.
WITH = {"conscription": "conscription_months", "service_age": "service_age_max"}


def reviewed_first(entity: Entity, by_rule: Iterable[Found]) -> Iterator[Found]:
    """Yield a country's reviewed rows, then what rules read of the indicators without a row.

    Raises
    ------
    StaleRow
        When a row's words do not stand at its place.
    """
    yield from _read(entity)
    reviewed_indicators = _indicators_with_row(entity)
    yield from (item for item in by_rule if item.indicator not in reviewed_indicators)


def _indicators_with_row(entity: Entity) -> frozenset[str]:
    own = {row["indicator"] for name in TABLES for row in rows(name, entity.iso3, entity.edition)}
    return frozenset(own | {WITH[indicator] for indicator in own & set(WITH)})


def _read(entity: Entity) -> Iterator[Found]:
    for row in rows("observations", entity.iso3, entity.edition):
        place = _passage(entity, row, row["original"])
        unit = codebook().indicator(row["indicator"]).unit
        values = {name: text for name, text in row.items() if name != "place"}
        yield starter_observation(
            {**values, "source": entity.edition.source.id, "unit": unit, "locator": place.locator}
        )
    for row in rows("gaps", entity.iso3, entity.edition):
        place = _passage(entity, row, row["words"])
        yield Gap(entity.iso3, row["indicator"], place.locator, row["reason"])


def _passage(entity: Entity, row: Row, words: str) -> Passage:
    """Return the field at a row's place, or the paragraph of its note, that holds the words."""
    section, field, part, *_ = (*row["place"].split(" > "), "")
    paragraphs = entity.passages(section, field, part)
    whole = entity.passage(section, field, part)
    for passage in (whole, *paragraphs) if whole and part != "note" else paragraphs:
        if words in passage.text:
            return passage
    if whole and any(words in passage.text for passage in entity.everything()):
        return whole
    raise StaleRow(f"{entity.iso3}, {row['place']}: the source does not say “{words}”.")
