"""Who is signed in decides what is listed and what a page shows, at every rerun."""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.editorial import accounts, credentials, sessions
from atlas.i18n import LANGUAGES, translator
from atlas.site import Page
from atlas.store import engine
from tests.invented import EDITOR, REVIEWER
from tests.pages.conftest import Opener
from ui import account, frame

PASSWORD = "correct horse battery"


def sign_in(monkeypatch: pytest.MonkeyPatch, name: str) -> str:
    """Let the page's browser hold a session of the account."""
    credentials.replace_password(engine(), name, PASSWORD)
    cookie = credentials.sign_in(engine(), name, PASSWORD)
    monkeypatch.setattr(account, "cookie", lambda: cookie)
    return cookie


def bar(app: AppTest) -> str:
    return next(e.proto.body for e in app.get("html") if "atlas-languages" in e.proto.body)


def guarded() -> None:
    """Draw a page for reviewers, as a page does."""
    import streamlit as st

    from atlas.i18n import translator
    from ui import account

    reader = account.require_page("review", translator("en"))
    if reader is not None:
        st.button("Approve")
        st.write(f"for {reader.name}")


def listing() -> None:
    """Say which pages the navigation lists."""
    import streamlit as st

    from atlas.i18n import translator
    from ui import frame

    st.write(" ".join(page.visibility for page in frame.pages(translator("en"))[""]))


def shown(app: AppTest) -> str:
    return " ".join([m.value for m in app.markdown] + [e.proto.body for e in app.get("html")])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_frame_offers_to_sign_in_and_to_come_back(open_page: Opener, lang: str) -> None:
    said = bar(open_page("world", lang=lang, indicator="milex_usd"))
    assert translator(lang)("Sign in") in said
    assert "/sign-in?" in said
    assert "next=%2F%3Findicator%3Dmilex_usd" in said or f"next=%2F%3Flang%3D{lang}" in said


def test_the_frame_names_who_is_signed_in_and_lets_them_out(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = sign_in(monkeypatch, EDITOR)
    app = open_page("world")
    assert EDITOR in bar(app)
    assert 'method="post" action="/sign-out' in bar(app)
    assert cookie not in bar(app)
    sessions.close_session(engine(), cookie)
    assert EDITOR not in bar(app.run()), "signed out in another tab"


def test_a_forged_cookie_is_nobody(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "cookie", lambda: "forged.cookie")
    assert "Sign in" in bar(open_page("world"))


def test_a_page_for_some_asks_others_to_sign_in(
    invented_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AppTest.from_function(guarded).run()
    assert not app.exception
    assert not app.button
    assert "Sign in to use this page" in shown(app)
    sign_in(monkeypatch, EDITOR)
    assert "not for your role" in shown(app.run())
    assert not app.button
    cookie = sign_in(monkeypatch, REVIEWER)
    assert f"for {REVIEWER}" in shown(app.run())
    assert app.button
    sessions.close_session(engine(), cookie)
    assert not app.button[0].click().run().button, "the command of an ended session is not heard"


def test_disabling_empties_the_page_at_once(
    invented_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.add_account(engine(), "Temporary", accounts.Role.REVIEWER)
    sign_in(monkeypatch, "Temporary")
    app = AppTest.from_function(guarded).run()
    assert app.button
    accounts.disable_account(engine(), "Temporary")
    assert not app.run().button


def test_a_page_with_an_action_is_listed_for_its_roles_only(
    invented_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = (Page("world", "World map"), Page("about", "About", ("review",)))
    monkeypatch.setattr(frame, "SITE", {"": entries})

    app = AppTest.from_function(listing).run()
    assert shown(app) == "visible hidden"
    sign_in(monkeypatch, EDITOR)
    assert shown(app.run()) == "visible hidden"
    sign_in(monkeypatch, REVIEWER)
    assert shown(app.run()) == "visible visible"
