"""Replies and questions on the pages: who sees which form, and where the words then stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from atlas.editorial import accounts, inquiries, replies
from atlas.editorial.reply_form import ReplyAnswer
from atlas.i18n import LANGUAGES, translator
from atlas.store import engine
from atlas.store import replies as voices
from atlas.store.desk import inquiry, rate
from atlas.store.replies import RecordPlace
from tests.invented import EDITOR, REVIEWER
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in
from ui import question

FIGURE = RecordPlace("observation", "URY", "milex_gdp", "2024")
CODED = RecordPlace("judgement", "URY", "conscientious_objection", "2026")
AT = {"country": "URY", "indicator": "milex_gdp", "period": "2024"}


@pytest.fixture(autouse=True)
def officials(invented_home: Path) -> Iterator[None]:
    accounts.add_account(engine(), "Oficina", accounts.Role.OFFICIAL, "URY")
    accounts.add_account(engine(), "Vecino", accounts.Role.OFFICIAL, "CHL")
    yield
    for each in voices.replies(engine(), statuses=replies.WITHDRAWABLE):
        replies.withdraw_reply(engine(), each.id, by="Oficina")
    with engine().begin() as connection:
        connection.execute(delete(inquiry))
        connection.execute(delete(rate))


def shown(place: RecordPlace = FIGURE, answer: ReplyAnswer | None = None) -> int:
    answer = answer or ReplyAnswer(value=3.25, statement="Con pensiones.", language="es")
    number = replies.reply_to(engine(), place, answer, by="Oficina")
    replies.review_reply(engine(), number, verdict="show", by=REVIEWER)
    return number


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("country", {"country": "URY"}),
        ("compare", {"country": "URY", "indicator": "milex_gdp", "view": "table"}),
        ("data", {"country": "URY", "indicator": "milex_gdp"}),
        ("question", AT),
    ],
)
def test_a_reply_stands_beside_its_figure_on_every_page(
    open_page: Opener, page: str, query: dict[str, str], lang: str
) -> None:
    assert "Con pensiones." not in html(open_page(page, lang=lang, **query))
    number = shown()
    app = open_page(page, lang=lang, **query)
    assert not app.exception
    assert "Con pensiones." in html(app)
    assert "3.25" in html(app) or "3,25" in html(app) or "3.3" in html(app) or "3,3" in html(app)
    assert "Oficina" not in html(app), "the government speaks, no account"
    if page == "data":
        assert any("reply" in frame.value.columns for frame in app.dataframe)
    replies.withdraw_reply(engine(), number, by="Oficina")
    assert "Con pensiones." not in html(open_page(page, lang=lang, **query))


def test_a_reply_to_an_answer_stands_in_the_countrys_chapter(open_page: Opener) -> None:
    shown(CODED, ReplyAnswer(code="no", statement="Otra ley rige.", language="es"))
    assert "Otra ley rige." in html(open_page("country", country="URY"))


def test_only_the_countrys_official_is_led_to_the_form(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = "/reply?country=URY"
    page = html(open_page("country", country="URY"))
    assert link not in page
    assert "/question?country=URY" in page
    for name, led in ((EDITOR, False), ("Vecino", False), ("Oficina", True)):
        sign_in(monkeypatch, name)
        assert (link in html(open_page("country", country="URY"))) == led, name


def test_an_official_replies_and_the_page_shows_it(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, "Oficina")
    app = open_page("reply", **AT)
    assert not app.exception
    app.number_input(key="value").set_value(140.0)
    app.text_area(key="statement").set_value("Demasiado.")
    submit = next(b for b in app.button if b.label == "Send the reply")
    app = submit.click().run()
    assert "outside the possible range" in complaints(app)
    app.number_input(key="value").set_value(3.1)
    app = next(b for b in app.button if b.label == "Send the reply").click().run()
    assert not app.exception
    assert "Demasiado." in html(app)
    assert "reply" in app.query_params
    sign_in(monkeypatch, REVIEWER)
    number = app.query_params["reply"]
    app = open_page("reply", reply=number if isinstance(number, str) else number[0])
    app = app.button(key="return").click().run()
    assert "Explain what is wrong with the format" in complaints(app)
    app = app.button(key="show").click().run()
    assert "Demasiado." in html(open_page("country", country="URY"))


@pytest.mark.parametrize("name", ["Vecino", EDITOR])
def test_others_see_the_figure_and_no_form(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sign_in(monkeypatch, name)
    app = open_page("reply", **AT)
    assert not app.number_input
    assert "Only an official of this country" in html(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_account_the_page_of_replies_is_closed(open_page: Opener, lang: str) -> None:
    app = open_page("reply", lang=lang, **AT)
    assert not app.exception
    assert translator(lang)("Sign in to use this page") in html(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_asks_without_an_account(open_page: Opener, lang: str) -> None:
    app = open_page("question", lang=lang, **AT)
    assert not app.exception
    app.text_area(key="words").set_value("Why so high? https://x.example")
    app = app.button[0].click().run()
    assert app.success
    (found,) = inquiries.inbox(engine(), by=EDITOR)
    assert (found.place, found.language) == (FIGURE, lang)


def test_a_machine_that_fills_the_trap_is_told_nothing(open_page: Opener) -> None:
    app = open_page("question", **AT)
    app.text_area(key="words").set_value("Buy")
    app.text_input(key="more").set_value("https://spam.example")
    assert app.button[0].click().run().success
    assert inquiries.inbox(engine(), by=EDITOR) == []


def test_too_many_questions_are_refused_in_words(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "address", lambda: "192.0.2.9")  # AppTest changes it each time
    app = open_page("question", **AT)
    for n in range(6):
        app = open_page("question", **AT)
        app.text_area(key="words").set_value(f"Question {n}")
        app = app.button[0].click().run()
    assert "Too many attempts" in complaints(app)


def test_an_editor_answers_and_the_answer_stands_beside_the_figure(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = inquiries.ask(
        engine(), FIGURE, "Why <b>so</b> high?", language="en", address="192.0.2.1"
    )
    assert "Sign in" in html(open_page("question"))
    sign_in(monkeypatch, EDITOR)
    assert "Why &lt;b&gt;so&lt;/b&gt; high?" in html(open_page("question"))
    app = open_page("question", inquiry=str(number))
    app.text_area(key="answer").set_value("The source rounds.")
    app = app.button(key="send").click().run()
    assert not app.exception
    said = html(open_page("country", country="URY"))
    assert "The source rounds." in said
    assert "Why &lt;b&gt;so&lt;/b&gt; high?" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({**AT, "period": "1999"}, "2024"),
        ({**AT, "indicator": "milex_gpd"}, "milex_gdp"),
        ({**AT, "country": "Urugay"}, "Uruguay"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    open_page: Opener, query: dict[str, str], said: str
) -> None:
    app = open_page("question", **query)
    assert not app.exception
    assert said in complaints(app)
