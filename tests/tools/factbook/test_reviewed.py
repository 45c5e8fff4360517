"""Rows that a person has read: each stands in the source and is still needed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from atlas.codebook import codebook
from tools.factbook import participation, reviewed
from tools.factbook.events import sections
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.reviewed import StaleRow, rows, source_of

TABLES = sorted(path.stem for path in Path(reviewed.__file__).parent.glob("*.csv"))
QUOTING = ("events", "judgements", "contingents")
COUNTRIES = {entity.iso3: entity for entity in entities()}


def table(name: str) -> list[dict[str, str]]:
    path = Path(reviewed.__file__).parent / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", TABLES)
def test_each_row_is_whole_of_a_known_country_and_stands_once(name):
    found = table(name)
    assert found
    for row in found:
        assert None not in row and None not in row.values()
        assert row["country"] in codebook().countries
    assert len({tuple(row.values()) for row in found}) == len(found)


@pytest.mark.parametrize("name", QUOTING)
def test_each_quoted_sentence_stands_in_its_country_s_entry(name):
    for row in table(name):
        assert row["sentence"] in source_of(COUNTRIES[row["country"]], row).text


def test_a_sentence_that_stands_in_no_text_is_refused():
    entity = Entity("RUR", {"Geography": {"Area": {"note": "It is as large as Zenda."}}})
    assert source_of(entity, {"sentence": "as large as Zenda"}).place == "Geography > Area > note"
    with pytest.raises(StaleRow, match="RUR: the source does not say “It is small”"):
        source_of(entity, {"sentence": "It is small"})


def test_what_is_left_out_would_else_be_read(monkeypatch):
    for module in (sections, participation):
        monkeypatch.setattr(module, "rows", lambda *_: ())
    for row in table("events_left_out"):
        found = sections.read(COUNTRIES[row["country"]])
        assert (row["kind"], row["date"]) in {(e.event, e.date) for e in found}, row
    for row in table("participation_left_out"):
        listed = {p.organisation for p in participation.read(COUNTRIES[row["country"]])}
        assert row["organisation"] in listed, row


def test_a_country_without_rows_has_none():
    assert rows("events", "RUR") == ()
