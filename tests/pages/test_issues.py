"""The register of common issues: the founding ones exactly, evidence, and what members do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.community import endorsements
from atlas.community.entries import mine, published_entries, published_entry
from atlas.community.founding import store_founding
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.i18n import LANGUAGES
from atlas.settings import DATA
from atlas.store import engine
from tests.community.conftest import organisation
from tests.invented import EDITOR
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

FOUNDING = tomllib.loads((DATA / "community" / "issues.toml").read_text(encoding="utf-8"))["issue"]
FUNDS = "issue-funding"


@pytest.fixture(scope="module", autouse=True)
def gathered(invented_home: Path) -> None:
    """Store the founding issues and three organisations."""
    store_founding(engine())
    organisation(engine(), "Amani", "africa", visibility="public")
    organisation(engine(), "Bintang", "asia", visibility="members")
    organisation(engine(), "Cedar", "mena", visibility="pseudonymous", pseudonym="A voice")


def submit(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_founding_issues_are_shown_exactly(open_page: Opener, lang: str) -> None:
    app = open_page("issues", lang=lang)
    assert not app.exception
    page = html(app)
    for issue in FOUNDING:
        assert issue["statement"][lang] in page
    shown = html(open_page("issues", lang=lang, issue="issue-parallel-transitions"))
    found = next(i for i in FOUNDING if i["entry"] == "issue-parallel-transitions")
    assert found["statement"][lang] in shown
    assert found["context"][lang] in shown


def test_the_address_filters_the_register(open_page: Opener) -> None:
    page = html(open_page("issues", region="asia", reach="particular"))
    assert "Links with organisations beyond national boundaries" in page
    assert "Increasing difficulty" not in page
    assert "How a civil-society organisation" not in page
    assert "8 issues · 3 common · 5 particular · 1 shown" in page
    page = html(open_page("issues", state="closed"))
    assert "No issue matches." in page


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ({"issue": "issue-fundng"}, FUNDS),
        ({"region": "Asja"}, "asia"),
        ({"region": "western_europe"}, "eastern_europe"),
        ({"state": "opn"}, "open"),
        ({"issue": FUNDS, "version": "9"}, "9"),
        ({"edit": "nwe"}, "new"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    open_page: Opener, query: dict[str, str], near: str
) -> None:
    app = open_page("issues", **query)
    assert not app.exception
    assert near in complaints(app)


def test_an_issue_leads_to_its_evidence_with_the_state_set(open_page: Opener) -> None:
    page = html(open_page("issues", issue="issue-parallel-transitions"))
    assert "indicator=milex_gdp&amp;region=eastern_europe%2Clatin_america" in page
    assert "Trends: Military expenditure" in page
    assert "/timeline?" in page
    assert "Events and reforms: Eastern Europe" in page


def test_a_reader_without_an_account_has_no_button(open_page: Opener) -> None:
    app = open_page("issues", issue=FUNDS)
    assert not app.button
    assert not app.text_area
    app = open_page("issues", edit="new")
    assert not app.text_area
    assert "This form is for members" in html(app)


def test_a_member_endorses_and_takes_it_back(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, "Bintang")
    app = open_page("issues", issue=FUNDS)
    app = app.button(key="endorse").click().run()
    assert app.button(key="endorse").label == "Withdraw our endorsement"
    assert "Bintang" in html(app)
    monkeypatch.undo()
    monkeypatch.setenv("ATLAS_LANG", "en")
    public = html(open_page("issues", issue=FUNDS))
    assert "Bintang" not in public
    assert "A member organisation in Asia" in public
    endorsements.take_back(engine(), FUNDS, by="Bintang")


def test_a_remark_waits_for_the_public_and_is_seen_by_members(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, "Cedar")
    app = open_page("issues", issue=FUNDS, lang="es")
    app.text_area(key="remark-words").set_value("Los fondos <b>bajan</b>.")
    app = next(b for b in app.button if b.key and "remark" in b.key).click().run()
    assert not app.exception
    assert "Los fondos &lt;b&gt;bajan&lt;/b&gt;." in html(app)
    assert "A voice" in html(app)
    assert "Cedar" not in html(app), "its name is shown to nobody"
    monkeypatch.undo()
    assert "Los fondos" not in html(open_page("issues", issue=FUNDS))
    (waiting,) = endorsements.remarks(engine(), FUNDS, members=True)
    endorsements.moderate(engine(), waiting.number, show=True, by=EDITOR)
    page = html(open_page("issues", issue=FUNDS))
    assert "Los fondos" in page
    assert "in Spanish" in page


def test_a_member_proposes_an_issue_and_takes_it_back(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, "Amani")
    app = open_page("issues", edit="new")
    app = submit(app, "Propose it")
    assert "Write a text." in complaints(app)
    app.text_area(key="issue-new-0-statement-en").set_value("Private guards")
    address = "http://127.0.0.1:8501/law?theme=oversight"
    app.text_area(key="issue-new-0-views").set_value(address)
    app.text_area(key="issue-new-0-documents").set_value("A law | https://law.example/1")
    app.multiselect(key="issue-new-0-indicators").set_value(["milex_gdp"])
    app = submit(app, "Propose it")
    assert not app.exception
    (made,) = [e for e in mine(engine(), by="Amani") if e.kind == "issue"]
    assert made.content.views == ("/law?theme=oversight",)
    assert made.content.documents[0].url == "https://law.example/1"
    assert app.success[0].value.startswith("Your proposal is awaiting")
    assert "Private guards" in html(app)
    app = app.button(key=f"back-{made.number}").click().run()
    assert "Private guards" not in html(app)


def test_a_returned_proposal_says_why_and_is_taken_up_again(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = propose_entry(engine(), "issue", {"statement": {"fr": "Les gardes"}}, by="Bintang")
    decide_proposal(engine(), made.number, let=False, by=EDITOR, note="Add evidence.")
    sign_in(monkeypatch, "Bintang")
    assert "Add evidence." in html(open_page("issues"))
    app = open_page("issues", edit="new", proposal=str(made.number))
    assert "Les gardes" in html(app)
    app.text_area(key=f"issue-{made.entry}-{made.number}-statement-en").set_value("The guards")
    app = submit(app, "Propose it")
    assert "Add evidence." not in html(app)
    newest = mine(engine(), by="Bintang")[0]
    assert (newest.entry, newest.version) == (made.entry, 2)
    assert newest.content.statement == {"fr": "Les gardes", "en": "The guards"}
    sign_in(monkeypatch, "Amani")
    app = open_page("issues", edit="new", proposal=str(made.number))
    assert str(made.number) in complaints(app), "another's proposal"


def test_a_change_is_a_version_with_its_own_address_and_history(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = "issue-beyond-advocacy"
    sign_in(monkeypatch, "Amani")
    app = open_page("issues", issue=issue, edit="change")
    app.text_area(key=f"issue-{issue}-0-summary-en").set_value("Agreed in principle.")
    app.selectbox(key=f"issue-{issue}-0-state").set_value("agreed")
    app = submit(app, "Propose it")
    made = mine(engine(), by="Amani")[0]
    assert "Agreed in principle." not in html(open_page("issues", issue=issue))
    decide_proposal(engine(), made.number, let=True, by=EDITOR)
    page = html(open_page("issues", issue=issue))
    assert "Agreed in principle." in page
    assert "Status of work · Summary of the discussion" in page
    old = html(open_page("issues", issue=issue, version="1"))
    assert "You are looking at version 1" in old


def test_a_merged_issue_leads_to_the_other_and_its_endorsements_go_along(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged, into = "issue-global-south", "issue-information-products"
    endorsements.endorse(engine(), merged, by="Amani")
    sign_in(monkeypatch, "Amani")
    app = open_page("issues", issue=merged, edit="merge")
    app.selectbox(key="merge-into").set_value(into)
    app = submit(app, "Propose to merge")
    assert not app.exception
    decide_proposal(engine(), mine(engine(), by="Amani")[0].number, let=True, by=EDITOR)
    page = html(open_page("issues", issue=merged))
    assert "This issue was merged into another" in page
    assert not open_page("issues", issue=merged).button
    assert "Amani" in html(open_page("issues", issue=into))
    register = html(open_page("issues"))
    assert "1 merged into another" in register
    said = published_entry(engine(), merged).content.statement["en"]
    assert said not in register
    assert said in html(open_page("issues", state="merged"))
    assert len(published_entries(engine(), "issue")) == len(FOUNDING)
