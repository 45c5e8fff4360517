"""Who speaks: what is stated, what a publisher is known for, and what is kept of a release."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from atlas.codebook.origins import chosen_origins, speaker_of
from atlas.editorial.audit import verify
from atlas.errors import UnknownOrigin
from atlas.store import frames
from atlas.store.origins import origin_counts
from tests.invented import draft, release, source

SOURCES = (
    source("agency-2026", publisher="CIA", title="Book", preference=100),
    source("ministry-2026", publisher="Ministry of Kenya", title="Paper", origin="own"),
    source("gazette-2026", publisher="Invented Gazette", title="Gazette"),
)


@pytest.fixture
def spoken(staffed: Engine) -> Engine:
    release(
        staffed,
        "2026.1",
        draft("KEN", value=1.0, source="agency-2026"),
        draft("KEN", value=1.5, source="ministry-2026"),
        draft("KEN", value=1.7, source="gazette-2026"),
        draft("USA", value=3.0, source="agency-2026"),
        draft("URY", value=2.0, source="gazette-2026"),
        sources=SOURCES,
    )
    return staffed


def test_a_state_that_publishes_about_others_is_itself_at_home_only(spoken: Engine) -> None:
    frame = frames.observations(spoken).set_index(["country", "source_id"])["source_origin"]
    assert frame["USA", "agency-2026"] == "own"
    assert frame["KEN", "agency-2026"] == "other"
    assert frame["KEN", "ministry-2026"] == "own"


def test_an_origin_that_nobody_stated_is_unknown(spoken: Engine) -> None:
    frame = frames.observations(spoken, countries=["URY"])
    assert frame["source_origin"].tolist() == [""]
    assert speaker_of("Ministry of Truth").origin == ""


def test_where_all_else_is_equal_the_state_itself_is_preferred(spoken: Engine) -> None:
    frame = frames.observations(spoken, countries=["KEN"])
    assert frame.loc[frame["preferred"], "source_id"].tolist() == ["ministry-2026"]


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (("own",), {("KEN", 1.5), ("USA", 3.0)}),
        (("other",), {("KEN", 1.0)}),
        (("own", "other"), {("KEN", 1.5), ("KEN", 1.0), ("USA", 3.0)}),
        (("un",), set()),
    ],
)
def test_sources_of_some_origins_are_kept(
    spoken: Engine, origins: tuple[str, ...], expected: set[tuple[str, float]]
) -> None:
    frame = frames.observations(spoken, origins=origins)
    assert set(zip(frame["country"], frame["value"], strict=True)) == expected


def test_among_what_is_kept_one_source_of_a_figure_is_preferred(spoken: Engine) -> None:
    frame = frames.observations(spoken, countries=["KEN"], origins=["other"])
    assert frame["preferred"].tolist() == [True]
    newest = frames.newest_statements(spoken, origins=["other"])
    assert newest[["country", "value"]].to_numpy().tolist() == [["KEN", 1.0]]


def test_a_release_is_counted_by_who_speaks(spoken: Engine) -> None:
    assert dict(origin_counts(spoken)) == {"own": 2, "other": 1, "": 2}


def test_what_the_column_adds_leaves_the_log_whole(spoken: Engine) -> None:
    assert verify(spoken).broken_at is None


def test_origins_are_chosen_by_code_and_an_unknown_one_is_refused() -> None:
    assert chosen_origins(["UN", "own", "un"]) == ("own", "un")
    with pytest.raises(UnknownOrigin):
        chosen_origins(["family"])


@pytest.mark.parametrize(
    ("publisher", "title", "origin"),
    [
        ("World Bank", "Indicators, from International Monetary Fund", "un"),
        ("World Bank", "x, from Stockholm International Peace Research Institute (SIPRI)", "ngo"),
        ("Government of Chile", "Reply 3", "own"),
        ("NATO", "Defence Expenditure", "regional"),
    ],
)
def test_a_publishers_origin_is_that_of_who_made_the_data(
    publisher: str, title: str, origin: str
) -> None:
    assert speaker_of(publisher, title).origin == origin
