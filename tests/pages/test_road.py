"""The two-way road: both sides' words, who waits, replies to figures, and who writes what."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas import editorial
from atlas.community.entries import mine
from atlas.editorial import accounts, replies
from atlas.editorial.reply_form import ReplyAnswer
from atlas.i18n import LANGUAGES
from atlas.store import engine
from atlas.store.replies import RecordPlace, releases_by_reply
from tests.invented import EDITOR, PUBLISHER, REVIEWER
from tests.pages.community_people import MEMBERS, PUBLIC, gather, press, store
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

FIGURE = RecordPlace("observation", "URY", "milex_gdp", "2022")


@pytest.fixture(scope="module", autouse=True)
def steps(invented_home: Path) -> dict[str, str]:
    """Store a question that waits, data from the state, and a reply that became a change."""
    found = gather()
    asked = {"step": "question", "country": "SRB", "institution": {"en": "Ministry of Defence"}}
    found["question"] = store(
        "contact",
        MEMBERS,
        **asked,
        organisation=found[MEMBERS],
        date="2026-02",
        society={"en": "How many women serve?"},
    )
    given = asked | {"step": "data", "date": "2026-04-01", "state": {"en": "A table was sent."}}
    found["data"] = store("contact", "Olga", **given)
    accounts.add_account(engine(), "Oficina", accounts.Role.OFFICIAL, "URY")
    answer = ReplyAnswer(value=2.25, statement="Con pensiones.", language="es")
    number = replies.reply_to(engine(), FIGURE, answer, by="Oficina")
    replies.review_reply(engine(), number, verdict="show", by=REVIEWER)
    submission = replies.accept_reply(engine(), number, by=EDITOR)
    editorial.review(engine(), submission, verdict="approve", by=REVIEWER)
    editorial.publish(engine(), label="2026.3", by=PUBLISHER)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_sides_stand_beside_each_other(open_page: Opener, lang: str) -> None:
    app = open_page("road", lang=lang)
    assert not app.exception
    page = html(app)
    for said in ("How many women serve?", "A table was sent.", "Con pensiones.", "2026.3"):
        assert said in page
    assert page.count('class="waits"') == 2
    for hidden in (MEMBERS, "Olga", "Oficina"):
        assert hidden not in page


def test_replies_lead_to_the_figure_and_to_the_release_that_changed(open_page: Opener) -> None:
    page = html(open_page("road", country="URY"))
    assert "Military expenditure · 2022" in page
    assert "2.25% of GDP" in page or "2.3% of GDP" in page
    assert "/compare?country=URY&amp;indicator=milex_gdp" in page
    assert "/changes?from=2026.2&amp;to=2026.3&amp;country=URY" in page
    assert "How many women serve?" not in page
    (release,) = releases_by_reply(engine()).values()
    assert (release.label, release.before) == ("2026.3", "2026.2")


def test_steps_are_counted_and_filtered(open_page: Opener) -> None:
    page = html(open_page("road"))
    assert "4 steps are recorded." in page
    assert "1 is awaiting the words of the state." in page
    page = html(open_page("road", step="data"))
    assert "A table was sent." in page
    assert "How many women serve?" not in page


@pytest.mark.parametrize(
    ("query", "near"),
    [({"country": "SRBB"}, "SRB"), ({"step": "dat"}, "data"), ({"edit": "nwe"}, "new")],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    open_page: Opener, query: dict[str, str], near: str
) -> None:
    app = open_page("road", **query)
    assert not app.exception
    assert near in complaints(app)


def test_the_official_writes_the_state_s_side_only(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, steps: dict[str, str]
) -> None:
    entry = steps["question"]
    assert f"edit={entry}" not in html(open_page("road"))
    sign_in(monkeypatch, "Olga")
    assert f"edit={entry}" in html(open_page("road"))
    app = open_page("road", edit=entry)
    assert "How many women serve?" in html(app), "the other side's words stand above the form"
    assert [a.key for a in app.text_area] == [
        f"contact-{entry}-state-en",
        f"contact-{entry}-documents",
    ]
    app.text_area(key=f"contact-{entry}-state-en").set_value("1,204 women serve.")
    app = press(app, "Propose it")
    assert "awaiting review by another person" in " ".join(s.value for s in app.success)
    (made,) = [e for e in mine(engine(), by="Olga") if e.status == "proposed"]
    assert made.content.state == {"en": "1,204 women serve."}
    assert made.content.society == {"en": "How many women serve?"}


def test_a_member_adds_a_step_with_society_s_words(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, steps: dict[str, str]
) -> None:
    sign_in(monkeypatch, PUBLIC)
    app = press(open_page("road", country="SRB"), "Add a step")
    assert app.selectbox(key="contact-new-country").value == "SRB"
    app.text_input(key="contact-new-institution-en").set_value("Parliament")
    app.text_input(key="contact-new-view").set_value("https://elsewhere.example/x")
    app.text_area(key="contact-new-society-en").set_value("We asked the committee.")
    app = press(app, "Propose it")
    assert "is not a page of the atlas" in complaints(app)
    app.text_input(key="contact-new-view").set_value("http://127.0.0.1:8501/law?theme=oversight")
    app = press(app, "Propose it")
    (made,) = [e for e in mine(engine(), by=PUBLIC) if e.kind == "contact"]
    assert made.content.view == "/law?theme=oversight"
    assert made.content.organisation == steps[PUBLIC]


def test_readers_are_told_who_writes(open_page: Opener) -> None:
    assert "officials those of their own state" in html(open_page("road"))
    app = open_page("road", edit="new")
    assert not app.text_area
