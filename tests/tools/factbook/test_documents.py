"""Documents that the texts name with a date."""

from __future__ import annotations

from functools import cache

import pytest

from atlas.intake.draft import DraftDocument
from tools.factbook import documents
from tools.factbook.fields.entities import entities
from tools.factbook.fields.passages import Passage

from .test_events import texts


def named(text: str) -> list[tuple[str, str, str]]:
    passage = Passage("RUR", "Introduction > Background", text)
    return [(d.document, d.date, d.title) for d in documents.named(passage, text)]


@cache
def whole() -> tuple[DraftDocument, ...]:
    return tuple(d for entity in entities() for d in documents.read(entity))


def titles(country: str) -> list[str]:
    return [d.title for d in whole() if d.country == country]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        (
            "it is governed by the Ruritania Defense Forces Act of 2012",
            ("law", "2012", "Ruritania Defense Forces Act (2012)"),
        ),
        (
            "Article 80 of the 1954 Self-Defense Forces Act permits it",
            ("law", "1954", "Self-Defense Forces Act (1954)"),
        ),
        ("the Zenda Accord of 1998 ended it", ("treaty", "1998", "Zenda Accord (1998)")),
        (
            "the August 2019 Constitutional Declaration established it",
            ("constitution", "2019-08", "Constitutional Declaration (2019)"),
        ),
    ],
)
def test_a_named_and_dated_document_is_read(text, document):
    assert named(text) == [document]


@pytest.mark.parametrize(
    "text",
    [
        "the Refugee Act regulates it",
        "a member of the Collective Security Treaty Organization since 1994",
        "a new law in 1998",
        "the Act of 1701",
    ],
)
def test_without_a_name_and_a_date_there_is_no_document(text):
    assert named(text) == []


def test_the_constitution_in_force_and_the_earlier_ones_are_documents():
    assert "Constitution of Colombia (1991)" in titles("COL")
    assert "Final accord with the FARC (2016)" in titles("COL")
    assert "Earlier constitution of Liberia (1847)" in titles("LBR")
    assert "Constitution of Indonesia (1945)" in titles("IDN")
    assert not [t for t in titles("GBR") if t.startswith("Constitution")]


@pytest.mark.parametrize(
    "country", ["COL", "CHL", "SRB", "UKR", "LBR", "SEN", "MAR", "LBN", "MYS", "IDN"]
)
def test_ten_countries_have_documents(country):
    assert titles(country)


def test_the_whole_run_is_large_and_each_title_stands_once():
    assert len(whole()) >= 300
    assert len({(d.country, d.document, d.title) for d in whole()}) == len(whole())


def test_every_document_rests_on_words_of_the_source():
    for document in whole():
        assert document.evidence in texts()[document.country]
        assert document.date[:4] in document.evidence
        assert document.url == "" and document.language == ""
