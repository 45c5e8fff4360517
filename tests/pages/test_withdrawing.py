"""Editors withdraw versions and record consents; organisations answer whether they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.community.entries import published_entry, withdrawn_versions
from atlas.community.founding import store_founding
from atlas.community.proposing import propose_entry
from atlas.editorial import Role, add_account
from atlas.i18n import LANGUAGES, translator
from atlas.store import engine
from tests.community.conftest import let, organisation
from tests.invented import EDITOR
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in

FUNDS = "issue-funding"
NAME = "Maryam Kowalska"


@pytest.fixture(scope="module")
def gathered(invented_home: Path) -> dict[str, str]:
    """Store an issue that names a person, and an action that names a partner."""
    store_founding(engine())
    amani = organisation(engine(), "Amani", "africa", visibility="public")
    bintang = organisation(engine(), "Bintang", "asia", visibility="public")
    said = {"title": {"en": "Train"}, "issue": FUNDS, "start": "2026-05"}
    action = let(engine(), "action", by="Amani", owner=amani, partners=[bintang], **said)
    return {"Amani": amani, "Bintang": bintang, "action": action.entry}


def changed(**values: object) -> int:
    content = published_entry(engine(), FUNDS).content.model_copy(update=values)
    return let(engine(), "issue", by="Amani", entry=FUNDS, **content.model_dump()).version


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_offers_it_in_every_language(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str], lang: str
) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("moderate", lang=lang)
    assert translator(lang)("Withdraw a version") in [s.value for s in app.subheader]


def test_an_editor_withdraws_a_version_and_reads_what_was_reached(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str]
) -> None:
    version = changed(summary={"en": f"{NAME} said so."})
    assert NAME in html(open_page("issues", issue=FUNDS))
    sign_in(monkeypatch, EDITOR)
    app = open_page("moderate")
    box = app.selectbox(key="blank-version")
    label = next(o for o in box.options if f"Version {version} " in o)
    app = box.select(label).run()
    app.checkbox(key="blank-sure").set_value(True).run()
    app = app.button(key="blank").click().run()
    assert "Explain why the version is withdrawn" in complaints(app)
    app.text_input(key="blank-reason").set_value("names a person").run()
    app = app.button(key="blank").click().run()
    assert not app.exception
    assert "What was erased" in html(app)
    (gone, *_) = withdrawn_versions(engine(), "issue")[FUNDS]
    assert gone.version == version
    app = open_page("issues", issue=FUNDS)
    assert not app.exception
    assert NAME not in html(app)
    assert "withdrawn on" in html(app)


def test_a_member_agrees_to_be_named(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str]
) -> None:
    assert (
        "Bintang" not in html(open_page("actions", action=gathered["action"])).split("<select")[0]
    )
    sign_in(monkeypatch, "Bintang")
    app = open_page("actions")
    assert "Your organisation’s consent is requested" in " ".join(s.value for s in app.subheader)
    key = f"agree-{gathered['action']}-{gathered['Bintang']}"
    app = app.button(key=key).click().run()
    assert not app.exception
    assert published_entry(engine(), gathered["action"]).content.partners == (gathered["Bintang"],)
    assert not [b for b in app.button if b.key == key]


def test_an_editor_says_where_a_consent_is_on_record(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str]
) -> None:
    said = {"title": {"en": "Teach"}, "issue": FUNDS, "start": "2026-06"}
    action = let(engine(), "action", owner=gathered["Amani"], **said)
    sign_in(monkeypatch, EDITOR)
    app = open_page("moderate")
    key = f"agree-{action.entry}-{gathered['Amani']}"
    app = app.button(key=key).click().run()
    assert "on record" in complaints(app)
    app.text_input(key="consent-note").set_value("Letter of 3 May").run()
    app = app.button(key=key).click().run()
    assert published_entry(engine(), action.entry).content.owner == gathered["Amani"]


def test_an_editor_sees_that_another_proposal_waits(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str]
) -> None:
    content = published_entry(engine(), FUNDS).content
    made = [
        propose_entry(engine(), "issue", content.model_copy(update=change), by="Amani", entry=FUNDS)
        for change in ({"state": "discussed"}, {"reach": "common", "context": {"en": "Other"}})
    ]
    sign_in(monkeypatch, EDITOR)
    assert "Another proposal on the same entry is awaiting review" in html(
        open_page("moderate", proposal=str(made[1].number))
    )
    app = open_page("moderate", proposal=str(made[0].number))
    app.button(key="let").click().run()
    app = open_page("moderate", proposal=str(made[1].number))
    assert "was published after this was written" in html(app)
    app.button(key="let").click().run()
    content = published_entry(engine(), FUNDS).content
    assert (content.state, content.context) == ("discussed", {"en": "Other"})


def test_an_answer_stays_with_its_question(open_page: Opener, gathered: dict[str, str]) -> None:
    add_account(engine(), "Olga", Role.OFFICIAL, "SRB")
    asked = {"step": "question", "country": "SRB", "institution": {"en": "MoD"}, "date": "2026-02"}
    first = asked | {"society": {"en": "How many serve?"}}
    entry = let(engine(), "contact", by="Amani", organisation=gathered["Amani"], **first).entry
    answered = first | {"organisation": gathered["Amani"], "state": {"en": "1,204."}}
    let(engine(), "contact", by="Olga", entry=entry, **answered)
    louder = answered | {"society": {"en": "How many were harmed?"}}
    let(engine(), "contact", by="Amani", entry=entry, **louder)
    page = html(open_page("road", country="SRB"))
    earlier, _, now = page.partition(f'id="{entry}"')
    assert "How many serve?" in earlier and "1,204." in earlier
    assert "How many were harmed?" in now and "1,204." not in now


def test_leaving_shows_the_report_and_ends_the_session(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, gathered: dict[str, str]
) -> None:
    sign_in(monkeypatch, "Bintang")
    app = open_page("community", view="directory", edit="leave")
    app.checkbox(key="sure").set_value(True).run()
    app = app.button(key="erase").click().run()
    assert not app.exception
    assert "What was erased" in html(app)
    assert "What this does not reach" in html(app)
