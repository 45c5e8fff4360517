"""The long sheet: what it may say, and how each mistake is named by row and column."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook.model import Method, MissingReason, Reliability
from atlas.intake.checks import check_batch
from atlas.intake.draft import Severity
from atlas.intake.sheets.long import UnreadableFile, read_table
from atlas.intake.sheets.long.rows import source_id
from tests.intake.sheets.long_sheets import ROW, workbook


def places(batch):
    return [(p.row, p.column, p.code) for p in batch.problems]


def one(batch):
    assert batch.problems == ()
    (draft,) = batch.observations
    return draft


def test_a_row_becomes_an_observation_with_its_source(sheet):
    batch = read_table(sheet({"original": "2.5 %", "locator": "p. 7", "note": "provisional"}))
    draft, (source,) = one(batch), batch.sources
    assert (draft.country, draft.indicator, draft.period, draft.value) == (
        "URY",
        "milex_gdp",
        "2024",
        2.5,
    )
    assert (draft.original, draft.locator, draft.note) == ("2.5 %", "p. 7", "provisional")
    assert (draft.method, draft.reliability) == (Method.REPORTED, Reliability.STATED)
    assert (source.publisher, source.title, source.url) == (
        "Institute",
        "Yearbook",
        "https://invented.example/yearbook",
    )
    assert draft.source == source.id
    assert check_batch(batch) == []


def test_without_a_locator_the_place_in_the_file_leads_back(sheet):
    assert one(read_table(sheet({}))).locator == "row 2"


def test_the_original_is_what_the_cell_said(sheet):
    assert one(read_table(sheet({"value": "2,5"}))).original == "2,5"


@pytest.mark.parametrize("name", ["NA", "NAM", "Namibia", "Namibie"])
def test_namibia_is_a_country_and_not_a_missing_value(sheet, name):
    assert one(read_table(sheet({"country": name}))).country == "NAM"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_header(sheet, delimiter):
    assert one(read_table(sheet({"value": "2,5"}, delimiter=delimiter))).value == 2.5


def test_header_names_pass_in_any_case_with_spaces(tmp_path):
    rows = [["COUNTRY", "Indicator", "Period", "Missing reason", "Publisher", "Title", "Vintage"]]
    rows += [["Uruguay", "milex_gdp", 2024, "withheld", "Institute", "Yearbook", 2026]]
    batch = read_table(workbook(tmp_path / "a.xlsx", data=rows))
    assert batch.observations[0].missing is MissingReason.WITHHELD
    assert batch.observations[0].value is None


def test_a_workbook_reads_like_the_csv(sheet, tmp_path):
    rows = [list(ROW), ["URY", "milex_gdp", 2024, 2.5, *list(ROW.values())[4:]]]
    read = read_table(workbook(tmp_path / "a.xlsx", data=rows))
    plain = read_table(sheet({}))
    assert read.sources == plain.sources
    assert one(read).value == one(plain).value and one(read).period == "2024"


def test_rows_of_a_workbook_are_counted_as_excel_shows_them(tmp_path):
    rows = [[], ["Title of the table"], [], list(ROW), list(ROW.values()), []]
    rows += [["Urugay", *list(ROW.values())[1:]]]
    batch = read_table(workbook(tmp_path / "a.xlsx", data=rows))
    assert places(batch) == [(7, "country", "unknown-country")]
    assert batch.problems[0].sheet == "data" and batch.problems[0].file == "a.xlsx"


def test_all_sheets_with_the_columns_are_read_and_others_named(tmp_path):
    other = [list(ROW), ["GHA", *list(ROW.values())[1:]]]
    sheets = {"one": [list(ROW), list(ROW.values())], "readme": [["hello"]], "two": other}
    batch = read_table(workbook(tmp_path / "a.xlsx", **sheets, blank=[]))
    assert [d.country for d in batch.observations] == ["URY", "GHA"]
    (problem,) = batch.problems
    assert (problem.sheet, problem.severity) == ("readme", Severity.INFO)


def test_a_date_cell_is_a_period(tmp_path):
    rows = [list(ROW), ["URY", "milex_gdp", dt.date(2024, 6, 30), 2.5, *list(ROW.values())[4:]]]
    assert one(read_table(workbook(tmp_path / "a.xlsx", data=rows))).period == "2024-06-30"


@pytest.mark.parametrize("cell", [dt.datetime(2024, 5, 2), True])
def test_what_excel_made_a_date_or_truth_is_no_number(tmp_path, cell):
    rows = [list(ROW), ["URY", "milex_gdp", 2024, cell, *list(ROW.values())[4:]]]
    batch = read_table(workbook(tmp_path / "a.xlsx", data=rows))
    assert places(batch) == [(2, "value", "not-a-number")]


def test_a_range_gives_its_midpoint(sheet):
    draft = one(
        read_table(sheet({"indicator": "armed_forces", "value": "", "low": "20", "high": "30"}))
    )
    assert (draft.low, draft.value, draft.high) == (20, 25, 30)


def test_zero_is_a_number(sheet):
    draft = one(read_table(sheet({"value": "0"})))
    assert draft.value == 0 and draft.missing is None


@pytest.mark.parametrize("column", ["category", "value"])
@pytest.mark.parametrize("code", ["none", "None", "selective"])
def test_an_answer_may_stand_in_category_or_in_value(sheet, column, code):
    change = {"indicator": "conscription", "value": "", column: code}
    draft = one(read_table(sheet(change)))
    assert (draft.category, draft.value) == (code.lower(), None)


def test_breakdowns_are_put_in_order(sheet):
    change = {"indicator": "armed_forces", "value": "9", "breakdown": "sex=women; branch=army"}
    assert one(read_table(sheet(change))).breakdown == "branch=army;sex=women"


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"country": "Urugay"}, "country", "unknown-country"),
        ({"country": "NATO Total"}, "country", "aggregate-not-country"),
        ({"country": "England and Wales"}, "country", "subnational-not-country"),
        ({"country": "USSR"}, "country", "former-not-country"),
        ({"country": ""}, "country", "empty-cell"),
        ({"indicator": "milex_gpd"}, "indicator", "unknown-indicator"),
        ({"period": "20244"}, "period", "bad-period"),
        ({"period": "2024-13"}, "period", "bad-period"),
        ({"period": "2024/2020"}, "period", "bad-period"),
        ({"value": "1,234"}, "value", "ambiguous-number"),
        ({"value": "about 5"}, "value", "not-a-number"),
        ({"value": "nan"}, "value", "not-a-number"),
        ({"value": "inf"}, "value", "not-a-number"),
        ({"value": "n/a"}, "value", "not-a-number"),
        ({"value": "1e999"}, "value", "not-a-number"),
        ({"value": "250"}, "value", "out-of-range"),
        ({"value": ""}, "value", "not-one-answer"),
        ({"missing_reason": "withheld"}, "value", "not-one-answer"),
        ({"value": "<5"}, "value", "not-a-number"),
        ({"value": "3", "low": "1"}, "low", "bad-range"),
        ({"low": "3", "high": "4"}, "low", "bad-range"),
        ({"value": "", "missing_reason": "secret"}, "missing_reason", "unknown-code"),
        ({"value": "", "category": "yes"}, "category", "unknown-category"),
        ({"indicator": "conscription", "value": "3"}, "value", "number-for-category"),
        ({"unit": "US$ million"}, "unit", "wrong-unit"),
        ({"breakdown": "branch:army"}, "breakdown", "bad-breakdown"),
        ({"breakdown": "branch=" + "x" * 200}, "breakdown", "bad-breakdown"),
        ({"method": "guessed"}, "method", "unknown-code"),
        ({"reliability": "good"}, "reliability", "unknown-code"),
        ({"url": "javascript:alert(1)"}, "url", "bad-url"),
        ({"published": "May 2024"}, "published", "bad-date"),
        ({"accessed": "2024-02-30"}, "accessed", "bad-date"),
        ({"publisher": ""}, "publisher", "empty-cell"),
        ({"vintage": ""}, "vintage", "undated-source"),
    ],
)
def test_each_mistake_is_named_by_row_and_column_with_a_remedy(sheet, change, column, code):
    batch = read_table(sheet({"country": "GHA"}, change))
    found = {(p.row, p.column, p.code) for p in batch.problems}
    assert (3, column, code) in found and {row for row, _, _ in found} == {3}
    assert all(p.remedy and p.severity is Severity.ERROR for p in batch.problems)
    assert [draft.country for draft in batch.observations] == ["GHA"]
    assert batch.blocked


def test_all_wrong_cells_of_a_row_are_named_at_once(sheet):
    wrong = {"country": "Urugay", "period": "x", "value": "1,234", "url": "x"}
    columns = {column for _, column, _ in places(read_table(sheet(wrong)))}
    assert columns == set(wrong)


def test_a_problem_says_its_template_and_fields_for_translation(sheet):
    (problem,) = read_table(sheet({"country": "Urugay"})).problems
    template, remedy = problem.params["template"], problem.params["remedy_template"]
    assert template.format(**problem.params) == problem.message
    assert remedy.format(**problem.params) == problem.remedy


def test_two_answers_to_one_question_name_both_rows(sheet):
    batch = read_table(sheet({}, {"value": "3"}))
    assert places(batch) == [(3, "value", "duplicate-key")]
    assert "Row 2" in batch.problems[0].message


def test_the_same_row_twice_is_left_out_with_a_warning(sheet):
    batch = read_table(sheet({}, {}))
    assert len(batch.observations) == 1 and not batch.blocked
    assert places(batch) == [(3, "", "repeated-row")]


def test_two_sources_of_one_figure_stand_side_by_side(sheet):
    batch = read_table(sheet({}, {"publisher": "Ministry", "value": "3"}))
    assert batch.problems == () and len(batch.observations) == len(batch.sources) == 2


def test_a_source_described_in_two_ways_is_named_once(sheet):
    other = {"url": "https://invented.example/other"}
    batch = read_table(sheet({}, {"country": "GHA", **other}, {"country": "KEN", **other}))
    assert places(batch) == [(3, "publisher", "source-described-twice")]
    assert len(batch.sources) == 1 and not batch.blocked


def test_a_source_without_a_licence_is_named_once(sheet):
    batch = read_table(sheet({"licence": ""}, {"licence": "", "country": "GHA"}))
    assert places(batch) == [(2, "licence", "no-licence")]


def test_unknown_missing_and_double_columns_are_named(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("country,indicator,country,colour,title,value\nURY,milex_gdp,URY,red,Y,2\n")
    batch = read_table(path)
    assert [(p.code, p.column) for p in batch.problems] == [
        ("duplicate-column", "country"),
        ("unknown-column", "colour"),
        ("missing-column", "period"),
        ("missing-column", "publisher"),
    ]
    assert batch.observations == ()


def test_a_sheet_without_any_answer_column_is_refused(sheet):
    batch = read_table(sheet({}, columns=("country", "indicator", "period", "publisher", "title")))
    assert [(p.code, p.column) for p in batch.problems] == [("missing-column", "value")]


def test_a_cell_beyond_the_header_is_named(tmp_path, sheet):
    path = sheet({})
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",more\n", encoding="utf-8")
    assert places(read_table(path)) == [(2, "", "cell-without-column")]


def test_a_header_alone_has_no_rows(sheet):
    assert [p.code for p in read_table(sheet()).problems] == ["no-rows"]


def test_another_table_is_told_what_the_columns_are(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,age\nAda,36\n")
    batch = read_table(path)
    assert [p.code for p in batch.problems] == ["no-header"] and batch.blocked


def test_line_breaks_within_quotes_do_not_shift_the_rows(sheet):
    batch = read_table(sheet({"note": "two\nlines\u2028three"}, {"country": "Urugay"}))
    assert batch.observations[0].note == "two\nlines\u2028three"
    assert places(batch) == [(3, "country", "unknown-country")]


def test_a_source_keeps_its_id_in_every_file_and_each_vintage_has_its_own():
    first = source_id("Ministry of Defence", "White Paper", "2024")
    assert first == source_id("Ministry of Defence", "White Paper", "2024")
    assert first != source_id("Ministry of Defence", "White Paper", "2025")
    assert len(source_id("p" * 100, "t" * 100, "v" * 100)) <= 64


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=6))
def test_any_table_is_read_or_refused_without_surprise(tmp_path_factory, rows):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([list(ROW), list(ROW.values()), *rows])
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(stream.getvalue().encode("utf-8", "replace").decode(), "utf-8", newline="")
    try:
        batch = read_table(path)
    except UnreadableFile:
        return
    assert all(p.remedy for p in batch.problems)
    assert check_batch(batch) == []


@pytest.mark.parametrize(
    ("low", "high", "value"), [("2", "", ""), ("", "2", ""), ("2", "", "2"), ("", "2", "2")]
)
def test_one_end_alone_is_a_bound_that_value_repeats(sheet, low, high, value):
    batch = read_table(sheet({"low": low, "high": high, "value": value}))
    draft = batch.observations[0]
    ends = (float(low) if low else None, float(high) if high else None)
    assert not batch.blocked
    assert (draft.value, draft.low, draft.high) == (2, *ends)
