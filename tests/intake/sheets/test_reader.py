"""What a filled sheet says, and how each mistake is named by sheet, row and column."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from atlas.codebook.model import MissingReason
from atlas.i18n import LANGUAGES, country_name, translator
from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, DraftEvent, DraftJudgement, DraftObservation, Severity
from atlas.intake.files import read_file
from atlas.intake.sheets import SHEETS
from atlas.intake.sheets.long import COLUMNS
from atlas.intake.sheets.words import code_name, resolve, vocabulary_names
from tests.intake.sheets.filled import (
    EVENT,
    JUDGEMENT,
    SOURCE,
    Fill,
    one,
    problems,
)
from tests.intake.sheets.long_sheets import ROW, workbook


def test_a_filled_row_becomes_a_record_with_its_source(fill: Fill) -> None:
    batch = read_file(fill(judgements=[JUDGEMENT]))
    draft = one(batch)
    assert isinstance(draft, DraftJudgement)
    assert (draft.country, draft.answer, draft.period) == ("URY", "yes", "2024")
    assert (draft.source, batch.sources[0].publisher) == ("act", "Institute")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_in_every_language_are_recognised(fill: Fill, lang: str) -> None:
    question = "commander_in_chief"
    row = {
        **JUDGEMENT,
        "country": country_name("CIV", lang),
        "question": code_name("question", question, lang),
        "answer": code_name("answer", "head-of-state", lang, question),
        "method": code_name("method", "coded", lang),
    }
    draft = one(read_file(fill(judgements=[row], lang=lang)))
    assert (draft.country, draft.question, draft.answer) == ("CIV", question, "head-of-state")
    gap = {
        **JUDGEMENT,
        "answer": "",
        "missing_reason": code_name("missing_reason", "withheld", lang),
    }
    assert one(read_file(fill(judgements=[gap]))).missing is MissingReason.WITHHELD


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "vocabulary",
    ["event", "document", "institution", "relation", "status", "missing_reason", "method"],
)
def test_what_the_lists_offer_means_its_code(vocabulary: str, lang: str) -> None:
    for code in vocabulary_names(vocabulary):
        assert resolve(vocabulary, code_name(vocabulary, code, lang)) == code
        assert resolve(vocabulary, code.upper().replace("-", " ")) == code


def test_old_names_of_countries_are_known(fill: Fill) -> None:
    assert one(read_file(fill(events=[{**EVENT, "country": "Swaziland"}]))).country == "SWZ"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1991", "1991"),
        (1991, "1991"),
        (1991.0, "1991"),
        ("1991-07", "1991-07"),
        ("1991-7-4", "1991-07-04"),
        ("25/07/1991", "1991-07-25"),
        ("07/25/1991", "1991-07-25"),
        ("05.05.1991", "1991-05-05"),
        ("١٩٩١", "1991"),
        (dt.date(1991, 7, 4), "1991-07-04"),
    ],
)
def test_dates_with_one_reading_are_read(fill: Fill, written: Any, read: str) -> None:
    assert one(read_file(fill(events=[{**EVENT, "date": written}]))).date == read


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"country": "Urugay"}, "country", "unknown-country"),
        ({"country": "NATO Total"}, "country", "aggregate-not-country"),
        ({"country": ""}, "country", "empty-cell"),
        ({"event": "revolution!"}, "event", "unknown-term"),
        ({"event": ""}, "event", "empty"),
        ({"title": ""}, "title", "empty"),
        ({"date": ""}, "date", "empty"),
        ({"date": "04/07/1991"}, "date", "ambiguous-date"),
        ({"date": "summer"}, "date", "bad-date"),
        ({"date": "1991-13"}, "date", "bad-date"),
        ({"date": "31/02/1991"}, "date", "bad-date"),
        ({"until": "1990"}, "until", "bad-date"),
        ({"source": ""}, "source", "empty-cell"),
        ({"source": "no such"}, "source", "unknown-source"),
        ({"method": "guessed"}, "method", "unknown-code"),
    ],
)
def test_each_mistake_is_named_at_its_cell(
    fill: Fill, change: dict[str, Any], column: str, code: str
) -> None:
    batch = read_file(fill(events=[{**EVENT, "title": "Other"}, {**EVENT, **change}]))
    assert problems(batch) == [("events", column, code)]
    (problem,) = (*batch.problems, *check_batch(batch))
    assert (problem.file, problem.row, problem.severity) == ("filled.xlsx", 6, Severity.ERROR)
    template_, remedy = problem.params["template"], problem.params["remedy_template"]
    assert str(template_).format(**problem.params) == problem.message
    assert str(remedy).format(**problem.params) == problem.remedy


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"question": "no_such"}, "question", "unknown-term"),
        ({"answer": "perhaps"}, "answer", "unknown-answer"),
        ({"answer": ""}, "answer", "not-one-answer"),
        ({"missing_reason": "withheld"}, "answer", "not-one-answer"),
        ({"missing_reason": "secret", "answer": ""}, "missing_reason", "unknown-code"),
        ({"evidence": ""}, "evidence", "no-evidence"),
        ({"period": "July 2024"}, "period", "bad-period"),
        ({"period": ""}, "period", "empty-cell"),
        ({"law_url": "www"}, "law_url", "bad-url"),
        ({"second_answer": "perhaps"}, "second_answer", "unknown-answer"),
    ],
)
def test_mistakes_in_legal_answers(
    fill: Fill, change: dict[str, Any], column: str, code: str
) -> None:
    batch = read_file(fill(judgements=[{**JUDGEMENT, **change}]))
    assert problems(batch) == [("judgements", column, code)]


def test_all_mistakes_of_a_row_are_named_at_once(fill: Fill) -> None:
    row = {**JUDGEMENT, "country": "Urugay", "evidence": "", "law_date": "01/02/1990"}
    assert problems(read_file(fill(judgements=[row]))) == [
        ("judgements", "country", "unknown-country"),
        ("judgements", "law_date", "ambiguous-date"),
        ("judgements", "evidence", "no-evidence"),
    ]


def test_rules_of_the_batch_name_the_cell_too(fill: Fill) -> None:
    army = {"country": "URY", "code": "army", "institution": "army", "name": "Army"}
    tie = {"country": "URY", "subject": "army", "relation": "part of", "object": "nowhere"}
    sheets = {
        "institutions": [{**army, "code": "The Army", "source": "act"}, {**army, "source": "act"}],
        "relations": [{**tie, "source": "act"}],
    }
    assert problems(read_file(fill(**sheets))) == [
        ("institutions", "code", "bad-code"),
        ("relations", "object", "unknown-institution"),
    ]


def test_relations_to_an_institution_with_an_error_are_not_named_as_well(fill: Fill) -> None:
    army = {"country": "URY", "code": "army", "institution": "amry", "name": "A", "source": "act"}
    tie = {"country": "URY", "subject": "army", "relation": "part-of", "object": "army-2"}
    sheets = {"institutions": [army, {**army, "code": "army-2", "institution": "army"}]}
    batch = read_file(fill(**sheets, relations=[{**tie, "source": "act"}]))
    assert problems(batch) == [("institutions", "institution", "unknown-term")]


def test_a_mistake_in_a_source_is_named_in_its_own_row_alone(fill: Fill) -> None:
    other = {"source": "b", "publisher": "P", "title": "", "vintage": "1"}
    path = fill(events=[{**EVENT, "source": "b"}, {**EVENT, "source": "Gazette"}], sources=[SOURCE])
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["sources"][1]]
    book["sources"].append([other.get(str(name)) for name in heads])
    book.save(path)
    batch = read_file(path)
    assert problems(batch) == [("sources", "title", "empty-cell")]
    assert [d.source for d in batch.records] == ["act"]


def test_sources_without_date_or_licence(fill: Fill) -> None:
    bare = {"source": "act", "publisher": "P", "title": "T", "vintage": ""}
    assert problems(read_file(fill(sources=[bare], events=[EVENT]))) == [
        ("sources", "vintage", "undated-source")
    ]
    dated = {**bare, "published": "2024-01", "redistributable": "non"}
    batch = read_file(fill(sources=[dated], events=[EVENT]))
    assert problems(batch) == [("sources", "licence", "no-licence")]
    assert (batch.sources[0].vintage, batch.sources[0].redistributable) == ("2024-01", False)


def test_unused_sources_are_not_taken_along(fill: Fill) -> None:
    other = {**SOURCE, "source": "other", "licence": ""}
    batch = read_file(fill(sources=[SOURCE, other], events=[EVENT]))
    assert problems(batch) == [] and [s.id for s in batch.sources] == ["act"]


def test_the_same_row_twice_and_two_answers_to_one_question(fill: Fill) -> None:
    rows = [JUDGEMENT, JUDGEMENT, {**JUDGEMENT, "answer": "no"}]
    batch = read_file(fill(judgements=rows))
    assert [(p.code, p.severity) for p in batch.problems] == [
        ("repeated-row", Severity.WARNING),
        ("duplicate-key", Severity.ERROR),
    ]
    assert len(batch.records) == 1


def test_rows_of_the_template_and_its_example_are_not_read(fill: Fill) -> None:
    batch = read_file(fill(events=[{"country": "URY"}, {"country": "CHL", "country_name": "x"}]))
    assert batch == Batch((), ())


def test_an_example_that_was_written_over_is_named(fill: Fill) -> None:
    path = fill()
    book = openpyxl.load_workbook(path)
    book["events"]["F3"] = "A real event"
    book.save(path)
    (problem,) = read_file(path).problems
    assert (problem.sheet, problem.row, problem.column, problem.severity) == (
        "events",
        3,
        "mark",
        Severity.WARNING,
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_without_the_column_of_marks_labels_and_example_are_still_known(
    fill: Fill, lang: str
) -> None:
    path = fill(lang=lang, events=[EVENT])
    book = openpyxl.load_workbook(path)
    for title in (sheet.title for sheet in SHEETS.values()):
        if title in book.sheetnames:
            book[title].delete_cols(1)
    book.save(path)
    assert isinstance(one(read_file(path)), DraftEvent)


def test_unknown_missing_and_double_columns_are_named(tmp_path: Path) -> None:
    heads = ["country", "event", "date", "title", "colour", "date"]
    path = workbook(tmp_path / "a.xlsx", data=[heads, ["URY", "law", "1999", "T", "red", ""]])
    batch = read_file(path)
    assert [(p.code, p.column, p.severity) for p in batch.problems] == [
        ("unknown-column", "colour", Severity.WARNING),
        ("duplicate-column", "date", Severity.ERROR),
        ("missing-column", "source", Severity.ERROR),
    ]
    assert batch.records == ()


def test_a_cell_beyond_the_columns_is_named(fill: Fill) -> None:
    path = fill(events=[EVENT])
    book = openpyxl.load_workbook(path)
    book["events"].cell(5, 40, "lost")
    book.save(path)
    assert problems(read_file(path)) == [("events", "", "cell-without-column")]


def test_a_sheet_of_notes_is_left_out_and_named(fill: Fill) -> None:
    path = fill(events=[EVENT])
    book = openpyxl.load_workbook(path)
    book.create_sheet("my notes").append(["hello"])
    book.save(path)
    (problem,) = read_file(path).problems
    assert (problem.sheet, problem.code, problem.severity) == (
        "my notes",
        "sheet-left-out",
        Severity.INFO,
    )


def test_the_long_sheet_is_read_as_before_and_beside_others(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow(ROW)
    assert isinstance(one(read_file(path)), DraftObservation)
    mixed = fill(events=[EVENT])
    book = openpyxl.load_workbook(mixed)
    page = book.create_sheet("figures")
    page.append(list(ROW))
    page.append(list(ROW.values()))
    book.save(mixed)
    batch = read_file(mixed)
    assert problems(batch) == []
    assert (len(batch.observations), len(batch.records), len(batch.sources)) == (1, 1, 2)


def test_formulas_come_back_as_the_text_that_was_meant(fill: Fill) -> None:
    draft = one(read_file(fill(events=[{**EVENT, "title": "'=HYPERLINK(1)"}])))
    assert draft.title == "=HYPERLINK(1)"


def test_the_labels_of_a_sheet_differ_in_every_language() -> None:
    for sheet in SHEETS.values():
        assert len({c.name for c in sheet.columns}) == len(sheet.columns)
        for lang in LANGUAGES:
            assert all(translator(lang)(c.label) for c in sheet.columns)
