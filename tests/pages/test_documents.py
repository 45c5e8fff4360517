"""Documents and search: filters and questions live in the address; nothing found is explained."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES, translator
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_library_opens_in_a_language(open_page: Opener, lang: str) -> None:
    app = open_page("documents", lang=lang)
    assert not app.exception
    assert app.title[0].value == translator(lang)("Library of documents")
    assert "Ley del Ejército Inventado" in html(app)


def test_filters_are_read_from_the_address(open_page: Opener) -> None:
    said = html(open_page("documents", country="CHL", kind="law"))
    assert "Ley del Ejército Inventado" in said
    assert "Constitution of Invention" not in said
    said = html(open_page("documents", **{"to": "1980"}))
    assert "Constitution of Invention" in said
    assert "Ley del" not in said


def test_no_document_left_is_said(open_page: Opener) -> None:
    app = open_page("documents", country="KEN")
    assert any("Remove one of them" in info.value for info in app.info)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_finds_and_marks_in_every_language(open_page: Opener, lang: str) -> None:
    said = html(open_page("documents", q="ejercito", lang=lang))
    assert "<mark>Ejército</mark>" in said
    assert "institutions?" in said


def test_typing_a_question_changes_the_address(open_page: Opener) -> None:
    app = open_page("documents")
    app.text_input(key="url-q").input("academy").run()
    assert app.query_params["q"] in (["academy"], "academy")
    assert "<mark>academy</mark>" in html(app)


def test_a_question_is_text_and_never_markup(open_page: Opener) -> None:
    said = html(open_page("documents", q="<script>alert(1)</script>"))
    assert "<script>" not in said


def test_a_mistyped_word_is_answered_with_the_nearest(open_page: Opener) -> None:
    said = html(open_page("documents", q="acadamy"))
    assert "No results for “acadamy”." in said
    assert "in release 2026.2" in said
    assert "?q=academy" in said


def test_filters_that_hide_everything_can_be_removed(open_page: Opener) -> None:
    said = html(open_page("documents", q="academy", country="KEN"))
    assert "Filters: Kenya" in said
    assert "1 record without the filters" in said


def test_one_kind_of_record_can_be_asked_for(open_page: Opener) -> None:
    said = html(open_page("documents", q="invented", among="event"))
    assert 'id="found-event"' in said
    assert 'id="found-institution"' not in said


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kind": "laws"}, "law"),
        ({"among": "events"}, "event"),
        ({"country": "Nigerr"}, "Niger"),
        ({"from": "soon"}, "four digits"),
        ({"from": "2000", "to": "1990"}, "backwards"),
    ],
)
def test_an_unknown_choice_is_answered(
    open_page: Opener, query: dict[str, str], words: str
) -> None:
    app = open_page("documents", **query)
    assert not app.exception
    assert words in complaints(app)
