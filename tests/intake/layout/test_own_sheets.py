"""An editor's own sheet: anything, in four languages, and still nothing is guessed."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from atlas.codebook import codebook
from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from atlas.intake.layout import Given
from tests.intake.made import figures, flagged, problems, workbook, written

UNRECORDED = ("source-not-stated",)


def values(batch):
    return {(c, i, p): v for (c, i, p, _), v in figures(batch).items()}


def test_merged_two_row_headings_french_numbers_and_footnotes(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["Forces armées de la région"],
        ["Source : Ministère de la Défense, Annuaire 2023"],
        [],
        [
            "Pays",
            "Effectifs des forces armées (milliers)",
            "",
            "Dépenses militaires (% du PIB)",
            "",
        ],
        ["", 2020, 2021, 2020, 2021],
        ["Sénégal", "13,6", "13,7", "1,5", "1,6"],
        ["Côte d’Ivoire*", "25 000,5", "n/a", "1,1", "–"],
        [],
        ["* Chiffres provisoires."],
    ):
        page.append(row)
    for merged in ("B4:C4", "D4:E4", "A4:A5"):
        page.merge_cells(merged)
    page["B6"].comment = Comment("sans la réserve", "x")
    book.save(tmp_path / "a.xlsx")
    batch = read_file(tmp_path / "a.xlsx")
    assert values(batch) == {
        ("SEN", "armed_forces", "2020"): 13_600,
        ("SEN", "armed_forces", "2021"): 13_700,
        ("SEN", "milex_gdp", "2020"): 1.5,
        ("SEN", "milex_gdp", "2021"): 1.6,
        ("CIV", "armed_forces", "2020"): 25_000_500,
        ("CIV", "armed_forces", "2021"): "no-data",
        ("CIV", "milex_gdp", "2020"): 1.1,
        ("CIV", "milex_gdp", "2021"): "no-data",
    }
    assert {p.code for p in problems(batch)} == {"out-of-range"}  # 25 million soldiers
    assert batch.observations[0].note == "sans la réserve"
    assert batch.sources[0].publisher == "Ministère de la Défense"


def test_groups_of_years_above_indicators(tmp_path):
    rows = [
        ["Security forces"],
        ["", "2022", "", "2023", ""],
        ["Country", "Active personnel", "Military expenditure (million US$)"] * 1
        + ["Active personnel", "Military expenditure (million US$)"],
        ["Chile", 75_500, "3 500,5", 75_600, "4 000,5"],
        ["Peru", 95_500, "1.234,5", 95_600, 2_900],
    ]
    found = values(read_file(workbook(tmp_path / "a.xlsx", Data=rows)))
    assert found["CHL", "milex_usd", "2022"] == 3_500_500_000
    assert found["PER", "milex_usd", "2022"] == 1_234_500_000
    assert found["PER", "armed_forces", "2023"] == 95_600 and len(found) == 8


def test_branches_and_women_beside_a_total(tmp_path):
    rows = [
        ["Armed forces, 2023"],
        ["Country", "Army", "Navy", "Air force", "Total", "Women (%)"],
        ["Chile", 40_000, 20_000, 10_000, 70_000, 18.5],
        ["Peru", 50_000, 20_000, 10_000, 85_000, 12.0],
    ]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    found = figures(batch)
    assert found["CHL", "armed_forces", "2023", "branch=army"] == 40_000
    assert found["CHL", "women_forces", "2023", ""] == 18.5
    assert flagged(batch) == {("E4", "sum-mismatch")}


def test_a_column_of_totals_that_the_rows_do_not_add_up_to(tmp_path):
    rows = [["Refugees"], ["Country", 2020, 2021], ["Chile", 2_000, 3_000], ["Peru", 4_000, 5_000]]
    rows += [["Total", 6_000, 9_500]]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert flagged(batch) == {("A5", "aggregate-not-country"), ("C5", "sum-mismatch")}


def test_years_down_and_countries_across(tmp_path):
    rows = [["Military expenditure, % of GDP"], [], ["Year", "Chile", "Peru"]]
    rows += [[2020, 1.9, 1.2], [2021, 1.8, "x1.2"]]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert values(batch) == {
        ("CHL", "milex_gdp", "2020"): 1.9,
        ("CHL", "milex_gdp", "2021"): 1.8,
        ("PER", "milex_gdp", "2020"): 1.2,
    }
    (problem,) = [p for p in batch.problems if p.severity is Severity.ERROR]
    assert (problem.row, problem.column, problem.params["cell"]) == (5, "Peru", "C5")


def test_one_sheet_for_each_country_or_each_indicator(tmp_path):
    rows = [["Indicator", "2020", "2021"], ["Military expenditure (% of GDP)", 1.9, 1.8]]
    other = [["Country", 2020], ["Chile", 4.8], ["Peru", 5.5]]
    path = workbook(tmp_path / "a.xlsx", Chile=rows, **{"Homicides_per_100,000": other})
    assert values(read_file(path)) == {
        ("CHL", "milex_gdp", "2020"): 1.9,
        ("CHL", "milex_gdp", "2021"): 1.8,
        ("CHL", "homicide", "2020"): 4.8,
        ("PER", "homicide", "2020"): 5.5,
    }


def test_regions_beside_countries_and_columns_that_mean_nothing(tmp_path):
    rows = [["Active personnel"], ["Region", "Country", 2019, 2020, "Change %"]]
    rows += [["South America", "Chile", 75_000, 75_100, 0.1]]
    rows += [["Western Africa", "Ghana", 15_000, 15_100, 0.2]]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert len(batch.observations) == 4
    assert flagged(batch) == {("E2", "unknown-column")}


def test_arabic_headings_and_digits(tmp_path):
    rows = [
        ["الدولة", "السنة", "المؤشر", "القيمة", "الوحدة", "المصدر"],
        ["الأردن", "٢٠٢٠", "الإنفاق العسكري", "٤٫٨", "٪ من الناتج المحلي الإجمالي", "وزارة الدفاع"],
        ["مصر", 2020, "أفراد القوات المسلحة", "٤٤٠٬٠٠٠٬٠", "شخص", "وزارة الدفاع"],
        ["مصر", 2021, "أفراد القوات المسلحة", "٤٤٠٬٠٠٠", "شخص", "وزارة الدفاع"],
    ]
    batch = read_file(workbook(tmp_path / "a.xlsx", بيانات=rows))
    assert values(batch)["JOR", "milex_gdp", "2020"] == 4.8
    assert values(batch)["EGY", "armed_forces", "2021"] == 440_000
    assert flagged(batch) == {("D3", "not-a-number")}


def test_footnote_marks_on_names_years_and_numbers(tmp_path):
    rows = [
        ["Military expenditure (US$ million, current prices)"],
        ["State", "2019", "2020 (estimate)", "2021*"],
        ["Chile¹", 5_500, 5_600, "5700e"],
        ["Perú (1)", 2_800, 2_900, "[3000]"],
        ["St. Lucia*", 1, 2, "3 *"],
    ]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert flagged(batch) == set() and len(batch.observations) == 9
    estimates = {(d.country, d.period) for d in batch.observations if d.reliability == "estimate"}
    assert estimates == {
        *((c, "2020") for c in ("CHL", "PER", "LCA")),
        ("CHL", "2021"),
        ("PER", "2021"),
    }


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        ([["Country", 2023], ["Chile", 1.9]], "unclear-column", "Name an indicator"),
        (
            [["Military expenditure"], ["Country", 2022, 2023], ["Chile", 1.9, 2]],
            "unclear-column",
            "milex_gdp, milex_usd",
        ),
        (
            [["Military expenditure ($ million)"], ["Country", 2022, 2023], ["Chile", 19, 2]],
            "no-currency",
            "currency",
        ),
        ([["Country", "Active personnel"], ["Chile", 75_000]], "no-year", "year"),
        ([["hello"], ["world", 3]], "no-header", "countries"),
    ],
)
def test_what_is_not_certain_is_asked(tmp_path, rows, code, said):
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert batch.observations == ()
    (problem,) = [p for p in batch.problems if p.code not in UNRECORDED]
    assert problem.code == code and problem.severity is Severity.ERROR
    assert said in problem.remedy


def test_the_caller_may_answer_beforehand(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[["Country", 2023], ["Chile", 5.5]])
    said = Given("milex_usd", "billion US$", publisher="Ministry", title="Budget", licence="CC0")
    batch = read_file(path, metadata=said)
    assert values(batch) == {("CHL", "milex_usd", "2023"): 5.5e9}
    assert batch.problems == () and batch.sources[0].title == "Budget"


def test_fractions_and_percentages_are_told_by_format_or_by_the_whole_column(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Country", "Year", "Military expenditure (% of GDP)"])
    page.append(["Chile", 2020, 0.0159])
    page.append(["Peru", 2020, 1.2])
    page["C2"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    found = values(read_file(tmp_path / "a.xlsx"))
    assert found == {("CHL", "milex_gdp", "2020"): 1.59, ("PER", "milex_gdp", "2020"): 1.2}
    names = list(codebook().countries)[20:28]
    text = "Country,Year,Women in parliament (%)\n"
    text += "".join(f"{n},2020,0.{25 + i}\n" for i, n in enumerate(names))
    batch = read_file(written(tmp_path / "b.csv", text))
    assert {d.value for d in batch.observations} == {25 + i for i in range(8)}
    assert {p.code for p in batch.problems} == {"read-as-fractions", "source-not-stated"}


def test_hidden_rows_columns_and_formulas_of_other_files_are_named(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["Active personnel"], ["Country", 2020, 2021], ["Chile", 75_000, 75_100]):
        page.append(row)
    page.append(["Peru", 95_000, 95_100])
    page.row_dimensions[4].hidden = True
    page.column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    batch = read_file(tmp_path / "a.xlsx")
    assert flagged(batch) == {("4", "hidden-row"), ("C2", "hidden-column")}
    assert len(batch.observations) == 4


def test_the_same_figure_twice_and_two_figures_for_one_year(tmp_path):
    rows = [["Active personnel"], ["Country", 2020, 2021], ["Niger", 33_000, 33_100]]
    rows += [["Niger", 33_000, 33_900]]
    batch = read_file(workbook(tmp_path / "a.xlsx", Data=rows))
    assert flagged(batch) == {("B4", "repeated-row"), ("C4", "duplicate-key")}


COUNTRIES = st.sampled_from(sorted(codebook().countries))
TABLES = st.dictionaries(
    COUNTRIES,
    st.dictionaries(st.integers(1990, 2023), st.integers(1, 5_000_000), min_size=1, max_size=4),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_long_wide_and_turned_tables_say_the_same(tmp_path_factory, table):
    folder = tmp_path_factory.mktemp("same")
    years = sorted({year for row in table.values() for year in row})
    name = "Active armed forces personnel"
    long = [["Country", "Indicator", "Year", "Value"]]
    long += [[c, name, y, v] for c, row in table.items() for y, v in row.items()]
    wide = [[name], ["Country", *years]]
    wide += [[c, *(row.get(y) for y in years)] for c, row in table.items()]
    wanted = {(c, "armed_forces", str(y)): v for c, row in table.items() for y, v in row.items()}
    assert values(read_file(workbook(folder / "long.xlsx", Data=long))) == wanted
    if len(years) > 1:
        assert values(read_file(workbook(folder / "wide.xlsx", Data=wide))) == wanted
    if len(table) > 1:
        turned = [[name], ["Year", *table]]
        turned += [[y, *(row.get(y) for row in table.values())] for y in years]
        assert values(read_file(workbook(folder / "turned.xlsx", Data=turned))) == wanted


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, TABLES, st.integers(0, 2))
def test_tables_side_by_side_say_what_each_says_alone(tmp_path_factory, left, right, gap):
    folder = tmp_path_factory.mktemp("beside")
    one, two = _wide(left, "Active armed forces personnel"), _wide(right, "Police personnel")
    width, height = max(map(len, one)) + gap, max(len(one), len(two))
    one, two = (rows + [[]] * (height - len(rows)) for rows in (one, two))
    both = [[*a, *[None] * (width - len(a)), *b] for a, b in zip(one, two, strict=True)]
    wanted = {(c, "armed_forces", str(y)): v for c, row in left.items() for y, v in row.items()}
    wanted |= {(c, "police", str(y)): v for c, row in right.items() for y, v in row.items()}
    assert values(read_file(workbook(folder / "a.xlsx", Data=both))) == wanted


def _wide(table, title):
    years = sorted({year for row in table.values() for year in row})
    rows = [[c, *(row.get(y) for y in years)] for c, row in table.items()]
    return [[title], ["Country", *years], *rows]


def test_a_source_with_a_code_may_be_described_in_its_row(tmp_path):
    text = "mark,country,indicator,period,value,source,publisher,source_title,vintage,licence\n"
    text += ",URY,milex_gdp,2022,2.1,y24,Institute,Yearbook,2024,CC0\n"
    text += ",CHL,milex_gdp,2022,1.8,y24,Institute,Yearbook,2024,CC0\n"
    batch = read_file(written(tmp_path / "a.csv", text))
    assert problems(batch) == [] and {s.id for s in batch.sources} == {"y24"}
    other = text + ",PER,milex_gdp,2022,1.1,y24,Institute,Another book,2024,CC0\n"
    found = problems(read_file(written(tmp_path / "b.csv", other)))
    assert [(p.row, p.code) for p in found] == [(4, "source-changed")]
