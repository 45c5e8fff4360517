"""The legal comparator: its address says what it shows, in every language."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES, translator
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

VIEWS = ("matrix", "table", "map", "counts")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_at_the_first_theme_with_answers(open_page: Opener, lang: str) -> None:
    app = open_page("law", lang=lang)
    assert not app.exception
    assert app.title[0].value == translator(lang)("Military service")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_view_opens(open_page: Opener, view: str, lang: str) -> None:
    app = open_page("law", view=view, lang=lang)
    assert not app.exception
    assert complaints(app) == ""


def test_a_question_brings_its_theme(open_page: Opener) -> None:
    app = open_page("law", question="military_vote")
    assert app.title[0].value == "Legal framework"
    assert app.multiselect(key="url-question").value == ["military_vote"]


def test_what_is_known_is_said_plainly(open_page: Opener) -> None:
    said = html(open_page("law", question="conscientious_objection"))
    assert "2 of 193 answers are available: 1 question, 193 countries." in said
    assert "All themes: 2 of 11,387." in said
    assert "Available for 2 countries of 193." in said
    assert "kind=judgement" in said
    assert "No answer has been coded by a second person yet." in said


def test_choosing_a_theme_changes_the_address(open_page: Opener) -> None:
    app = open_page("law", question="conscientious_objection")
    app.selectbox(key="law-theme-service").select("oversight").run()
    assert app.query_params["theme"] in (["oversight"], "oversight")
    assert "question" not in app.query_params
    assert app.title[0].value == "Oversight"


def test_countries_without_an_answer_are_shown_when_asked_for(open_page: Opener) -> None:
    app = open_page("law", theme="oversight")
    assert any("No answer to these questions" in info.value for info in app.info)
    app = open_page("law", theme="oversight", all="1")
    assert not app.info
    assert app.toggle(key="url-all").value is True


def test_counts_have_regions_and_absence(open_page: Opener) -> None:
    said = html(open_page("law", question="conscientious_objection", view="counts"))
    assert "Latin America and the Caribbean" in said
    assert 'data-label="No data">31<' in said


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"theme": "overside"}, "oversight"),
        ({"question": "conscientious_objektion"}, "conscientious_objection"),
        ({"region": "afrika"}, "africa"),
        ({"country": "Nigerr"}, "Niger"),
        ({"view": "matrx"}, "matrix"),
        ({"view": "?"}, "counts"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], words: str
) -> None:
    app = open_page("law", **query)
    assert not app.exception
    assert words in complaints(app)
