from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.intake.draft import (
    Batch,
    DraftEvent,
    DraftJudgement,
    DraftObservation,
    DraftRelation,
    Source,
)
from atlas.intake.starter import read_starter
from tests.invented_records import RECORDS
from tools.factbook.starter_files import write_starter

SOURCE = Source("s", "Publisher", "Title, “quoted”", "", "2026", "", "", "free", False, 7)
TEXT = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("starter")


@given(
    number=st.floats(allow_nan=False, allow_infinity=False),
    original=TEXT,
    note=TEXT,
    missing=st.sampled_from([None, *MissingReason]),
)
def test_any_record_comes_back_from_the_files_exactly(folder, number, original, note, missing):
    value = None if missing else number
    draft = DraftObservation(
        "NAM", "milex_gdp", "2024", "s", "% of GDP", value, value, value, missing=missing,
        original=original, note=note,
    )  # fmt: skip
    write_starter(Batch((SOURCE,), (draft,)), folder)
    assert read_starter(folder) == Batch((SOURCE,), (draft,))


def test_each_theme_has_its_own_file(tmp_path):
    drafts = tuple(
        DraftObservation("NAM", i, "2024", "s", codebook().indicator(i).unit, 1.0, 1.0, 1.0)
        for i in ("milex_gdp", "population")
    )
    write_starter(Batch((SOURCE,), drafts), tmp_path)
    names = {path.name for path in (tmp_path / "observations").iterdir()}
    assert names == {"budget.csv", "society.csv"}


def test_every_kind_of_record_comes_back_from_the_files_exactly(tmp_path):
    gap = DraftJudgement(
        country="URY", source="s", question="military_vote", period="2026",
        missing=MissingReason.WITHHELD, note="“quoted”, and a comma", note_language="en",
    )  # fmt: skip
    batch = Batch((SOURCE,), (), records=(gap, *RECORDS))
    write_starter(batch, tmp_path)
    assert set(read_starter(tmp_path).records) == {gap, *RECORDS}


def test_the_starter_has_institutions_events_and_answers_of_most_countries():
    records = read_starter().records
    linked = {r.country for r in records if isinstance(r, DraftRelation)}
    events = [r for r in records if isinstance(r, DraftEvent)]
    assert len(linked) >= 100
    assert len(events) >= 500
    assert all(event.evidence and event.locator for event in events)
