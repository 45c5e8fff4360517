"""Templates: what they give, explain and offer; formulas; right to left; the manual."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from sqlalchemy import Engine

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.errors import UnknownCountry, UnknownIndicator, UnknownKind, UnknownQuestion
from atlas.i18n import LANGUAGES, translator
from atlas.intake.draft import Source
from atlas.intake.sheets import SHEETS
from atlas.intake.sheets.explaining import manual
from atlas.intake.sheets.release_data import Last, LastAnswers, last_answers
from atlas.intake.sheets.selection import (
    TemplateRequest,
    TooManyTemplateRows,
    UnknownLanguage,
    UnknownLayout,
    template_request,
)
from atlas.intake.sheets.template import template_workbook
from atlas.intake.sheets.words import resolve
from atlas.settings import ROOT
from tests.invented import add_staff, approve, draft, release, source
from tests.invented_records import RECORDS, batch_of

QUESTION = "conscientious_objection"
EVIL = Source("=cmd|'x'", "=HYPERLINK(1)", "+1", "", "@x", "", "", "-2")


def book(asked: TemplateRequest, earlier: LastAnswers | None = None) -> Any:
    content, _ = template_workbook(asked, earlier) if earlier else template_workbook(asked)
    return openpyxl.load_workbook(BytesIO(content))


def heads(page: Any) -> list[str]:
    return [cell.value for cell in page[1]]


def rows(page: Any) -> list[dict[str, Any]]:
    names = heads(page)
    return [dict(zip(names, line, strict=True)) for line in page.iter_rows(4, values_only=True)]


def offered(made: Any, formula: str) -> list[str]:
    title, _, cells = formula.partition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    page = made[title]
    return [page.cell(r, c).value for c in range(left, right + 1) for r in range(top, bottom + 1)]


def lists(made: Any, title: str, column: str) -> list[list[str]]:
    """Return the lists of the first given row of a column."""
    page = made[title]
    cell = page.cell(4, 1 + heads(page).index(column)).coordinate
    choices = [v for v in page.data_validations.dataValidation if cell in v.sqref]
    return [offered(made, choice.formula1) for choice in choices]


def test_long_rows_are_indicators_times_countries() -> None:
    made = book(
        template_request(indicators=["milex_gdp", "conscription"], countries=["COL", "Chile"])
    )
    assert made.sheetnames == ["Read me", "observations", "sources", "Codebook", "Lists"]
    given = [(r["country"], r["indicator"]) for r in rows(made["observations"])]
    assert given == [
        ("COL", "milex_gdp"),
        ("CHL", "milex_gdp"),
        ("COL", "conscription"),
        ("CHL", "conscription"),
    ]
    first = rows(made["observations"])[0]
    assert (first["country_name"], first["unit"], first["value"]) == ("Colombia", "% of GDP", None)


def test_a_wide_sheet_has_years_as_columns() -> None:
    asked = template_request(indicators=["milex_gdp"], countries=["COL"], layout="wide", year=2026)
    names = heads(book(asked)["observations"])
    assert names[names.index("last_source") + 1 :][:7] == [
        *("2021", "2022", "2023", "2024", "2025", "2026"),
        "breakdown",
    ]
    assert not {"period", "value", "category", "missing_reason"} & set(names)


def test_questions_and_indicators_ask_for_their_sheets() -> None:
    asked = template_request(indicators=["milex_gdp"], questions=[QUESTION], kinds=["events"])
    assert asked.kinds == ("observation", "judgement", "event")
    assert template_request().kinds == ("observation",)


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (UnknownKind, {"kinds": ["evnt"]}),
        (UnknownIndicator, {"indicators": ["milex_gpd"]}),
        (UnknownQuestion, {"questions": ["militry_vote"]}),
        (UnknownCountry, {"countries": ["Urugay"]}),
        (UnknownLayout, {"layout": "broad"}),
        (UnknownLanguage, {"lang": "de"}),
        (TooManyTemplateRows, {"kinds": ["observation", "judgement"]}),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest(error: Any, asked: dict[str, Any]) -> None:
    with pytest.raises(error) as raised:
        template_request(**asked)
    assert error is TooManyTemplateRows or raised.value.nearest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_offer_words_that_are_read_back(lang: str) -> None:
    asked = template_request(
        kinds=SHEETS.keys() - {"source"},
        indicators=["conscription"],
        questions=[QUESTION],
        countries=["COL"],
        lang=lang,
    )
    made = book(asked)
    assert lists(made, "events", "country") == [["COL"]]
    vocabulary = codebook().vocabulary
    for title, column, codes in (
        ("events", "event", list(vocabulary.events)),
        ("documents", "document", list(vocabulary.documents)),
        ("institutions", "institution", list(vocabulary.institutions)),
        ("relations", "relation", list(vocabulary.relations)),
        ("participations", "status", list(vocabulary.statuses)),
        ("participations", "organisation", list(codebook().organisations)),
        ("judgements", "missing_reason", [str(reason) for reason in MissingReason]),
    ):
        (words,) = lists(made, title, column)
        assert [resolve(column, word) for word in words] == codes
    (answers,) = lists(made, "judgements", "answer")
    known_answers = [a.code for a in codebook().questions[QUESTION].answers]
    assert [resolve("answer", word, QUESTION) for word in answers] == known_answers
    (categories,) = lists(made, "observations", "category")
    assert [resolve("category", word, "conscription") for word in categories] == [
        c.code for c in codebook().indicators["conscription"].categories
    ]
    assert made["Lists"].sheet_state == "hidden"


def test_rows_added_below_choose_from_their_own_question() -> None:
    made = book(template_request(questions=[QUESTION], countries=["COL"]))
    page = made["judgements"]
    formulas = [v.formula1 for v in page.data_validations.dataValidation]
    column = openpyxl.utils.get_column_letter(1 + heads(page).index("question"))
    assert f'INDIRECT("answer_"&${column}5)' in formulas
    assert f"answer_{QUESTION}" in made.defined_names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_example_comments_and_direction(lang: str) -> None:
    made = book(template_request(kinds=["event"], countries=["COL"], lang=lang))
    page = made["events"]
    t = translator(lang)
    assert (page["A2"].value, page["A3"].value) == (t("label"), t("example"))
    assert page["B2"].value == f"{translator(lang)('Country')} *"
    assert translator(lang)("Country") in page["B1"].comment.text
    assert page.freeze_panes == "C3"
    assert page.column_dimensions["E"].number_format == "@"  # dates stay text
    assert {bool(p.sheet_view.rightToLeft) for p in made if p.title != "Lists"} == {lang == "ar"}


def test_the_codebook_defines_what_was_chosen() -> None:
    made = book(
        template_request(indicators=["conscription"], questions=[QUESTION], kinds=["event"])
    )
    texts = [cell.value for line in made["Codebook"] for cell in line if cell.value]
    assert codebook().questions[QUESTION].definition in texts
    assert "coup" in texts and "conscription" in texts
    assert any("selective: " in text for text in texts)


def test_no_text_is_a_formula() -> None:
    last = Last(None, "withheld", "=1", "=HYPERLINK(1)", EVIL.id)
    earlier = LastAnswers("=2", {("COL", "milex_gdp"): last}, {}, (EVIL,))
    made = book(template_request(indicators=["milex_gdp"], countries=["COL"]), earlier)
    cells = [cell for page in made for line in page.iter_rows() for cell in line if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    dangerous = [c.value for c in cells if str(c.value).startswith(("=", "+", "@"))]
    assert dangerous == []


@pytest.fixture
def published(sqlite_engine: Engine) -> Engine:
    add_staff(sqlite_engine)
    locked = source("locked", title="Closed", redistributable=False)
    approve(sqlite_engine, batch_of(*RECORDS))
    release(
        sqlite_engine,
        "2026.1",
        draft("URY", value=1.5, period="2020"),
        draft("URY", value=2.5),
        draft("URY", value=9.0, breakdown="branch=army"),
        draft("CHL", value=7.0, source="locked"),
        draft("URY", "conscription", category="none"),
        draft("CHL", "conscription", missing=MissingReason.WITHHELD),
        sources=(source(), locked),
    )
    return sqlite_engine


def test_the_last_answers_stand_beside_the_empty_cells(published: Engine) -> None:
    asked = template_request(
        indicators=["milex_gdp", "conscription"],
        questions=[QUESTION],
        kinds=["relation"],
        countries=["URY", "CHL"],
    )
    earlier = last_answers(published, asked)
    made = book(asked, earlier)
    told = [(r["last_value"], r["last_year"], r["value"]) for r in rows(made["observations"])]
    assert told == [
        (2.5, "2024", None),
        (None, None, None),  # its licence forbids to pass it on
        ("None", "2024", None),
        ("Withheld by the state", "2024", None),
    ]
    (ours, theirs) = rows(made["judgements"])
    assert (ours["last_answer"], ours["answer"]) == ("Yes", None)
    assert theirs["last_source"] == "Institute of Invented Figures, Yearbook (2026)"
    assert [r["source"] for r in rows(made["sources"])] == ["yearbook-2026"]
    assert "army" in lists(made, "relations", "subject")[0]
    assert "2026.1" in made["Read me"]["A2"].value


def test_the_manual_has_a_table_of_each_sheet() -> None:
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert text.endswith(manual())
