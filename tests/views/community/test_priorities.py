"""Rows, sentences and chart of a round's result: what agrees, what differs, what is hidden."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis.agreement import by_group, consensus_ranking, leading_groups, strength
from atlas.community.entries import EntryVersion
from atlas.community.kinds import Issue, Round
from atlas.community.rounds import RoundResult
from atlas.i18n import LANGUAGES, translator
from atlas.views.charts.region_map import region_map
from atlas.views.community.entries import localised_text
from atlas.views.community.issues import Choice, community_regions, filter_issues, group_issues, row
from atlas.views.community.priorities import (
    group_rows,
    issue_place,
    issue_rank_rows,
    round_sentences,
)
from atlas.views.community.priorities_chart import regional_rank_chart

EN = translator("en")
ITEMS = ("issue-a", "issue-b", "issue-c", "issue-d")
NAMES = {item: localised_text({"en": f"About {item[-1]}", "ar": "عن"}, "en") for item in ITEMS}


def entry(content: object, kind: str = "round", name: str = "round-1") -> EntryVersion:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return EntryVersion(1, name, kind, 1, content, "published", None, "", now, None, now, "")


def result(rankings: list[tuple[str, ...]], regions: list[str], few: int = 5) -> RoundResult:
    content = Round(title={"en": "R"}, issues=ITEMS, opens="2026-01-01", closes="2026-01-02")
    groups = dict(by_group(rankings, regions, ITEMS, few))
    overall = consensus_ranking(rankings, ITEMS) if len(rankings) >= few else None
    hidden = set(regions) != set(groups)
    return RoundResult(
        entry(content), len(rankings), True, overall, groups, leading_groups(groups, 2), hidden
    )


AGREED = result([ITEMS] * 6 + [ITEMS[::-1]] * 5, ["africa"] * 6 + ["asia"] * 5)


def test_rows_follow_the_mean_ranks_and_say_where_an_issue_leads() -> None:
    rows = issue_rank_rows(AGREED, NAMES, EN)
    assert [r.statement.text for r in rows] == ["About a", "About b", "About c", "About d"]
    assert [r.mean for r in rows] == ["2.4", "2.5", "2.5", "2.6"]
    assert rows[0].places == ("1", "4")
    assert rows[0].heads == "Africa (south of the Sahara)"
    assert {r.kind for r in rows} == {"particular"}
    assert all(0 <= r.share <= 100 for r in rows)


def test_a_later_round_says_who_rose_and_fell() -> None:
    before = consensus_ranking([ITEMS[::-1]] * 5, ITEMS)
    rows = issue_rank_rows(AGREED, NAMES, EN, before)
    assert [(r.before, r.moved) for r in rows] == [("4", 3), ("3", 1), ("2", -1), ("1", -3)]


def test_sentences_read_w_and_chance_in_plain_words() -> None:
    whole = " ".join(round_sentences(result([ITEMS] * 8, ["africa"] * 8), EN))
    assert "They agree strongly: Kendall’s W is 1.00" in whole
    assert "fewer than 1 of 1,000 rounds" in whole
    split = " ".join(round_sentences(AGREED, EN))
    assert "They hardly agree" in split
    assert "This may be chance" in split


def test_a_result_of_few_says_so_and_nothing_else() -> None:
    found = result([ITEMS] * 3, ["africa"] * 3)
    said_ = round_sentences(found, EN)
    assert "The result of fewer than 5 organisations is hidden" in said_[1]
    assert issue_rank_rows(found, NAMES, EN) == group_rows(found, EN) == []
    assert not regional_rank_chart(found, NAMES, EN).data
    assert issue_place(found, ITEMS[0], EN) == ""


def test_hidden_regions_are_named_as_hidden_only() -> None:
    found = result([ITEMS] * 9, ["africa"] * 7 + ["mena"] * 2)
    text = " ".join(round_sentences(found, EN))
    assert "Regions with fewer than 5 ranking participants are hidden" in text
    names = [g.name for g in group_rows(found, EN)]
    assert "Middle East and North Africa" not in [*names, text]


def test_the_chart_holds_what_the_table_holds() -> None:
    for lang in LANGUAGES:
        t = translator(lang)
        figure = regional_rank_chart(AGREED, NAMES, t)
        assert figure.data[0].name == t("All")
        assert len(figure.data) == 3
        for trace, found in zip(
            figure.data, (AGREED.overall, *AGREED.regions.values()), strict=True
        ):
            assert found is not None
            assert list(trace.x) == list(found.means)
        forwards = figure.layout.xaxis.range[0] < figure.layout.xaxis.range[1]
        assert forwards == (lang != "ar")


@given(st.lists(st.permutations(ITEMS), min_size=5, max_size=12))
def test_every_issue_has_one_row_in_every_result(rankings: list[tuple[str, ...]]) -> None:
    found = result(rankings, ["africa"] * len(rankings))
    rows = issue_rank_rows(found, NAMES, EN)
    assert sorted(r.issue for r in rows) == sorted(ITEMS)
    assert [r.place for r in rows] == ["1", "2", "3", "4"]


@given(st.floats(min_value=0, max_value=1), st.floats(min_value=0, max_value=1))
def test_more_agreement_is_never_read_as_less(one: float, other: float) -> None:
    order = ["hardly", "weak", "moderate", "strong"]
    low, high = sorted((one, other))
    assert order.index(strength(low)) <= order.index(strength(high))


def test_issues_are_grouped_common_first_and_filtered() -> None:

    words = {"en": "A"}
    several = ("latin_america", "eastern_europe")
    made = [
        Issue(statement=words, regions=("asia",), reach="particular"),
        Issue(statement=words),
        Issue(statement=words, regions=several, reach="particular"),
        Issue(statement=words, state="merged", merged_into="issue-0"),
    ]
    issues = [entry(each, "issue", f"issue-{n}") for n, each in enumerate(made)]
    standing_ = filter_issues(issues, Choice())
    assert [e.entry for e in standing_] == ["issue-0", "issue-1", "issue-2"]
    rows = [row(e, {"issue-1": ["o"]}, {"issue-1": 2}, EN) for e in standing_]
    groups = group_issues(standing_, rows, EN)
    assert [title for title, _ in groups] == [
        "Common to several regions",
        "Latin America and the Caribbean · Eastern Europe",
        "Asia",
    ]
    assert (rows[1].endorsements, rows[1].remarks) == (1, 2)
    assert [e.entry for e in filter_issues(issues, Choice(region="asia"))] == ["issue-0", "issue-1"]
    assert [e.entry for e in filter_issues(issues, Choice(state="merged"))] == ["issue-3"]


def test_the_map_of_regions_is_small_and_drawn_for_every_set() -> None:
    for regions in (("africa",), community_regions(), ("mena", "asia")):
        drawn = region_map(regions)
        assert drawn.startswith("<svg")
        assert len(drawn) < 40_000
    assert region_map(("africa",)) != region_map(("asia",))
