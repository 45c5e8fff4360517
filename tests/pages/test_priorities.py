"""Rounds on their page: ranked while open, told when over, small groups hidden."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from atlas.community import rounds
from atlas.community.entries import mine, published_entries
from atlas.community.founding import store_founding
from atlas.i18n import LANGUAGES
from atlas.store import engine
from tests.community.conftest import let, organisation
from tests.invented import EDITOR
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

ISSUES = ["issue-beyond-borders", "issue-funding", "issue-beyond-advocacy", "issue-global-south"]
RANKERS = {"africa": 6, "asia": 5, "mena": 3}
TODAY = dt.datetime.now(dt.UTC).date()


def day(shift: int) -> str:
    return (TODAY + dt.timedelta(days=shift)).isoformat()


@pytest.fixture(scope="module")
def gathered(invented_home: Path) -> dict[str, str]:
    """Store a closed round of fourteen rankers, one of three, and one that is open."""
    base = engine()
    store_founding(base)
    first = {"title": {"en": "First round"}, "issues": ISSUES, "opens": day(-9), "closes": day(-5)}
    made = {"first": let(base, "round", **first).entry}
    small = {**first, "title": {"en": "Small round"}, "opens": day(-29), "closes": day(-25)}
    made["small"] = let(base, "round", **small).entry
    names = [(f"{region} {n}", region) for region, many in RANKERS.items() for n in range(many)]
    for at, (name, region) in enumerate(names):
        organisation(base, name, region, visibility="pseudonymous", pseudonym=f"Voice {at}")
        turned = ISSUES if region == "africa" else [*ISSUES[1:], ISSUES[0]]
        places = [*turned[at % 2 :], *turned[: at % 2]]
        rounds.rank(base, made["first"], places, by=name, today=TODAY - dt.timedelta(days=6))
        if at < 3:
            early = TODAY - dt.timedelta(days=26)
            rounds.rank(base, made["small"], places, by=name, today=early)
    now = {"title": {"en": "This round"}, "opens": day(-1), "closes": day(9)}
    made["open"] = let(base, "round", issues=ISSUES, before=made["first"], **now).entry
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_closed_round_tells_order_agreement_and_what_is_hidden(
    open_page: Opener, gathered: dict[str, str], lang: str
) -> None:
    app = open_page("priorities", round=gathered["first"], lang=lang)
    assert not app.exception
    page = html(app)
    agreed = rounds.result(engine(), gathered["first"]).overall.agreement
    mark = "." if lang in ("en", "ar") else ","
    assert f"{agreed.w:.2f}".replace(".", mark) in page
    if lang == "en":
        assert "14 organisations ranked 4 issues." in page
        assert "Regions with fewer than 5 ranking participants are hidden" in page
        assert "Middle East and North Africa" not in page
    assert "africa 0" not in page
    assert "Voice" not in page
    assert app.get("plotly_chart")


def test_the_result_of_few_is_hidden(open_page: Opener, gathered: dict[str, str]) -> None:
    app = open_page("priorities", round=gathered["small"])
    assert "The result of fewer than 5 organisations is hidden" in html(app)
    assert "Mean rank" not in html(app)
    assert not app.get("plotly_chart")


def test_nothing_of_an_open_round_is_told_but_the_one_before(
    open_page: Opener, gathered: dict[str, str]
) -> None:
    app = open_page("priorities")
    page = html(app)
    assert "This round" in page
    assert "The result is not shown before" in page
    assert "Result of the previous round" in page
    assert "Member organisations rank" in page
    assert "edit=new" not in page
    assert [b.key for b in app.selectbox] == ["url-round"]


def test_a_member_ranks_changes_places_and_finds_the_ranking_again(
    open_page: Opener, gathered: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = f"rank-{gathered['open']}"
    sign_in(monkeypatch, "asia 1")
    app = open_page("priorities")
    app.button(key="rank").click().run()
    assert "Rank every issue of the round once." in complaints(app)
    for place, issue in enumerate(ISSUES):
        app = app.selectbox(key=f"{key}-{place}").set_value(issue).run()
    app = app.selectbox(key=f"{key}-0").set_value(ISSUES[2]).run()
    wanted = [ISSUES[2], ISSUES[1], ISSUES[0], ISSUES[3]]
    assert [app.selectbox(key=f"{key}-{n}").value for n in range(4)] == wanted
    assert "Not stored yet." in html(app)
    app = app.button(key="rank").click().run()
    assert not app.exception
    assert rounds.own_ranking(engine(), gathered["open"], by="asia 1") == tuple(wanted)
    app = open_page("priorities")
    assert [app.selectbox(key=f"{key}-{n}").value for n in range(4)] == wanted
    assert "This is your stored ranking" in html(app)
    assert "Mean rank" not in html(app).split("Result of the previous round")[0]


def test_an_editor_proposes_a_round(
    open_page: Opener, gathered: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Editors propose rounds" in html(open_page("priorities", edit="new"))
    sign_in(monkeypatch, EDITOR)
    app = open_page("priorities", edit="new")
    app.text_area(key="round-title-en").set_value("Next round")
    app.multiselect(key="round-issues").set_value(ISSUES[:2])
    submit = next(b for b in app.button if b.label == "Propose it")
    app = submit.click().run()
    assert "at least three different issues" in complaints(app)
    app.multiselect(key="round-issues").set_value(ISSUES[:3])
    app.selectbox(key="round-before").set_value(gathered["open"])
    app = next(b for b in app.button if b.label == "Propose it").click().run()
    assert not app.exception
    made = mine(engine(), by=EDITOR)[0]
    assert (made.status, made.content.before) == ("proposed", gathered["open"])
    assert "Next round" in html(app)
    assert len(published_entries(engine(), "round")) == 3


def test_an_issue_names_its_place_in_the_newest_closed_round(
    open_page: Opener, gathered: dict[str, str]
) -> None:
    found = rounds.result(engine(), gathered["first"]).overall
    assert found is not None
    place = found.order.index("issue-funding") + 1
    assert f"{place} of 4 (mean rank" in html(open_page("issues", issue="issue-funding"))


def test_an_unknown_round_is_answered_with_a_near_one(
    open_page: Opener, gathered: dict[str, str]
) -> None:
    assert gathered["first"] in complaints(open_page("priorities", round=gathered["first"][:-1]))
