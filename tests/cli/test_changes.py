"""``atlas changes``: who moved with both sentences, and figures that a publisher changed."""

from __future__ import annotations

import pytest

from atlas.store import engine as open_engine
from tests.invented_editions import publish_editions


@pytest.fixture
def two_editions(empty_home):
    publish_editions(open_engine())


def test_who_moved_is_printed_with_both_sentences(atlas, machine, two_editions):
    printed = atlas("changes", "--region", "africa").stdout
    assert "none service (2015)" in printed and "mandatory service (2026)" in printed
    assert "Different answers: 1 of 1 compared. Not compared: 1." in printed
    answer = machine("changes", "--subject", "conscription")
    assert [row["country"] for row in answer["moved"]] == ["GHA", "BRA"]
    assert {row["country"] for row in answer["not_compared"]} == {"CHL", "KEN"}


def test_figures_of_two_editions_are_printed(atlas, machine, two_editions):
    assert "2.5" in atlas("changes", "--figures").stdout
    answer = machine("changes", "--figures", "--country", "Uruguay")
    assert [row["later_original"] for row in answer["changes"]] == ["2.5% of GDP"]
    assert machine("changes", "--figures", "--region", "africa")["changes"] == []


def test_one_release_or_none_is_said(atlas, machine, empty_home):
    nothing = atlas("changes")
    assert nothing.exit_code == 2 and "no release yet" in nothing.stderr
    publish_editions(open_engine())
    same = machine("changes", "--from", "2026.1", "--to", "2026.1")
    assert same["moved"] == []
    assert atlas("changes", "--to", "1999.1").exit_code == 2
