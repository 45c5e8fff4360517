"""Editors look at what members propose: never their own, no hidden name, with what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.community import endorsements
from atlas.community.entries import mine, published_entry
from atlas.community.founding import store_founding
from atlas.community.proposing import propose_entry
from atlas.i18n import LANGUAGES, translator
from atlas.store import engine
from tests.community.conftest import organisation
from tests.invented import EDITOR
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

FUNDS = "issue-funding"


@pytest.fixture(scope="module")
def gathered(invented_home: Path) -> str:
    """Store the founding issues and two organisations; return the pseudonymous one's entry."""
    store_founding(engine())
    organisation(engine(), "Amani", "africa", visibility="public")
    return organisation(engine(), "Cedar", "mena", visibility="pseudonymous", pseudonym="A voice")


@pytest.fixture
def change(gathered: str) -> int:
    """Propose a change of a founding issue; return its number."""
    content = published_entry(engine(), FUNDS).content
    said = {**content.context, "en": f"{content.context['en']} Since then: harder <i>still</i>."}
    changed = content.model_copy(update={"context": said, "state": "discussed"})
    return propose_entry(engine(), "issue", changed, by="Cedar", entry=FUNDS).number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_closed_to_all_but_editors(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: str, lang: str
) -> None:
    app = open_page("moderate", lang=lang)
    assert not app.exception
    assert translator(lang)("Sign in to use this page") in html(app)
    sign_in(monkeypatch, "Amani")
    assert not open_page("moderate", lang=lang).button


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_changed_stands_side_by_side_and_is_let_through(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, change: int, lang: str
) -> None:
    sign_in(monkeypatch, EDITOR)
    assert f"proposal={change}" in html(open_page("moderate", lang=lang))
    assert "/moderate" in html(open_page("issues", lang=lang)), "the register leads here"
    app = open_page("moderate", proposal=str(change), lang=lang)
    page = html(app)
    assert "Since then: harder &lt;i&gt;still&lt;/i&gt;." in page
    assert "A voice" in page
    assert "Cedar" not in page
    app = app.button(key="return").click().run()
    assert "Explain why you return it." in complaints(app)
    app.text_area(key="note").set_value("Which year?")
    app.button(key="return").click().run()
    newest = mine(engine(), by="Cedar")[0]
    assert (newest.status, newest.review_note) == ("returned", "Which year?")


def test_a_proposal_is_let_through_once(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, change: int
) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("moderate", proposal=str(change))
    app = app.button(key="let").click().run()
    assert not app.exception
    assert published_entry(engine(), FUNDS).content.state == "discussed"
    assert "no longer awaiting review" in complaints(open_page("moderate", proposal=str(change)))


def test_nobody_looks_at_their_own(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: str
) -> None:
    own = propose_entry(engine(), "objective", {"statement": {"en": "An objective"}}, by=EDITOR)
    sign_in(monkeypatch, EDITOR)
    assert "Yours: another person must review it" in html(open_page("moderate"))
    app = open_page("moderate", proposal=str(own.number))
    assert "Yours: another person must review it" in html(app)
    assert not [b for b in app.button if b.key in ("let", "return")]


def test_a_pseudonym_hides_the_name_from_editors_too(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: str
) -> None:
    content = published_entry(engine(), gathered).content
    changed = content.model_copy(update={"about": {"en": "Since 2010."}, "country": "LBN"})
    made = propose_entry(engine(), "organisation", changed, by="Cedar", entry=gathered)
    sign_in(monkeypatch, EDITOR)
    page = html(open_page("moderate", proposal=str(made.number)))
    assert "Since 2010." in page
    assert "This organisation uses a pseudonym" in page
    for hidden in ("Cedar", "Lebanon", "LBN"):
        assert hidden not in page
        assert hidden not in html(open_page("moderate"))


def test_remarks_are_shown_and_hidden(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: str
) -> None:
    number = endorsements.post_remark(engine(), FUNDS, "مهم", language="ar", by="Cedar")
    sign_in(monkeypatch, EDITOR)
    app = open_page("moderate")
    assert "in Arabic" in html(app)
    app.button(key=f"show-{number}").click().run()
    assert "مهم" in html(open_page("issues", issue=FUNDS))
    app = open_page("moderate", remarks="shown")
    app.button(key=f"hide-{number}").click().run()
    assert "مهم" not in html(open_page("issues", issue=FUNDS))
