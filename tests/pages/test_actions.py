"""The board of actions: states, filters, whose action it is, and what members may change."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.community.consent import answer_consent
from atlas.community.entries import mine
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.i18n import LANGUAGES
from atlas.store import engine
from tests.invented import REVIEWER
from tests.pages.community_people import MEMBERS, PSEUDONYM, PUBLIC, VOICE, gather, press, store
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

FUNDS, BORDERS = "issue-funding", "issue-beyond-borders"


@pytest.fixture(scope="module", autouse=True)
def people(invented_home: Path) -> dict[str, str]:
    """Store an action of each state but one, by organisations of every visibility."""
    found = gather()
    evidence = [{"title": "Minutes", "url": "https://amani.example/minutes"}]
    course = store(
        "action",
        PUBLIC,
        title={"en": "A course"},
        issue=FUNDS,
        owner=found[PUBLIC],
        partners=[found[MEMBERS], found[PSEUDONYM]],
        start="2025-03",
        end="2025-09",
        state="done",
        result={"en": "Forty advisers."},
        evidence=evidence,
    )
    for partner in (MEMBERS, PSEUDONYM):
        answer_consent(engine(), course, found[partner], agrees=True, by=partner)
    hidden = {"title": {"es": "Un fondo"}, "issue": BORDERS, "owner": found[MEMBERS]}
    store("action", MEMBERS, **hidden, start="2020-01", end="2020-02-03", state="under-way")
    return found


@pytest.mark.parametrize("view", ["board", "list"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_action_says_what_who_when_and_with_what_result(
    open_page: Opener, lang: str, view: str
) -> None:
    app = open_page("actions", lang=lang, view=view)
    assert not app.exception
    page = html(app)
    for said in ("A course", "Un fondo", "Forty advisers.", "https://amani.example/minutes"):
        assert said in page
    assert f"/issues?issue={FUNDS}" in page or f"/issues?lang={lang}&amp;issue={FUNDS}" in page
    assert PUBLIC in page
    assert VOICE in page
    for hidden in (MEMBERS, PSEUDONYM):
        assert hidden not in page


def test_what_is_late_says_so_and_what_is_done_does_not(open_page: Opener) -> None:
    assert html(open_page("actions")).count("its end has passed") == 1


def test_the_address_filters_the_board(open_page: Opener, people: dict[str, str]) -> None:
    page = html(open_page("actions", issue=FUNDS))
    assert "A course" in page
    assert "Un fondo" not in page
    assert "1 action fits this choice." in page
    page = html(open_page("actions", region="asia"))
    assert "Un fondo" in page
    assert "A course" in page, "a partner is from there"
    page = html(open_page("actions", region="latin_america"))
    assert "0 actions fit this choice." in page
    page = html(open_page("actions", organisation=people[PUBLIC]))
    assert "Un fondo" not in page


def test_nobody_asks_for_the_actions_of_a_hidden_organisation(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    app = open_page("actions", organisation=people[MEMBERS])
    assert complaints(app)
    assert people[MEMBERS] not in html(app)
    sign_in(monkeypatch, PUBLIC)
    page = html(open_page("actions", organisation=people[MEMBERS]))
    assert "2 actions fit this choice." in page
    assert MEMBERS in page


def test_a_member_proposes_an_action_and_a_partner_changes_it(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    assert not [b for b in open_page("actions").button if b.label == "Propose an action"]
    sign_in(monkeypatch, PUBLIC)
    app = press(open_page("actions", issue=FUNDS), "Propose an action")
    assert app.selectbox(key="action-new-issue").value == FUNDS
    assert app.selectbox(key="action-new-owner").value == people[PUBLIC]
    app = press(app, "Propose it")
    assert "Fill in “Title”." in complaints(app)
    app.text_input(key="action-new-title-en").set_value("Open days")
    app.text_input(key="action-new-start").set_value("2026-13")
    app = press(app, "Propose it")
    assert "“2026-13” is not a date." in complaints(app)
    app.text_input(key="action-new-start").set_value("2026-11")
    app.multiselect(key="action-new-partners").set_value([people[MEMBERS]])
    app.text_area(key="action-new-evidence").set_value("Plan | https://amani.example/plan")
    app = press(app, "Propose it")
    assert not app.exception
    assert "Open days" in html(app), "it stands under “Yours”"
    (made,) = [e for e in mine(engine(), by=PUBLIC) if e.status == "proposed"]
    decide_proposal(engine(), made.number, let=True, by=REVIEWER)
    sign_in(monkeypatch, MEMBERS)
    assert f"edit={made.entry}" not in html(open_page("actions")), "it has not agreed yet"
    answer_consent(engine(), made.entry, people[MEMBERS], agrees=True, by=MEMBERS)
    assert f"edit={made.entry}" in html(open_page("actions"))
    app = open_page("actions", edit=made.entry)
    app.selectbox(key=f"action-{made.entry}-state").set_value("dropped")
    app = press(app, "Propose it")
    (changed,) = [e for e in mine(engine(), by=MEMBERS) if e.status == "proposed"]
    assert changed.content.state == "dropped"
    assert changed.content.evidence[0].url == "https://amani.example/plan"


def test_a_form_is_for_members(open_page: Opener) -> None:
    app = open_page("actions", edit="new")
    assert "This form is for members of the community" in html(app)
    assert not app.text_input


@pytest.mark.parametrize(
    ("query", "near"),
    [({"view": "bord"}, "board"), ({"issue": "issue-fundng"}, FUNDS), ({"region": "asja"}, "asia")],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    open_page: Opener, query: dict[str, str], near: str
) -> None:
    app = open_page("actions", **query)
    assert not app.exception
    assert near in complaints(app)


def test_actions_are_offered_as_files_and_calendar(open_page: Opener) -> None:
    page = html(open_page("actions"))
    assert "/api/v1/actions?lang=en&amp;format=csv" in page
    assert "/calendar.ics" in page


def test_a_returned_action_is_taken_up_again(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    said = {"title": {"en": "Vague"}, "issue": FUNDS, "owner": people[PSEUDONYM], "start": "2026"}
    made = propose_entry(engine(), "action", said, by=PSEUDONYM)
    decide_proposal(engine(), made.number, let=False, by=REVIEWER, note="Which funds?")
    sign_in(monkeypatch, PUBLIC)
    app = open_page("actions", edit="new", proposal=str(made.number))
    assert "There is no" in complaints(app), "another's"
    sign_in(monkeypatch, PSEUDONYM)
    page = html(open_page("actions"))
    assert "Which funds?" in page
    assert f"proposal={made.number}" in page
    app = open_page("actions", edit="new", proposal=str(made.number))
    app.text_input(key=f"action-{made.entry}-{made.number}-title-en").set_value("A small fund")
    app = press(app, "Propose it")
    assert "proposal" not in app.query_params
    newest = mine(engine(), by=PSEUDONYM)[0]
    assert (newest.entry, newest.version, newest.status) == (made.entry, 2, "proposed")
    assert newest.content.title == {"en": "A small fund"}
