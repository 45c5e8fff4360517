"""Headings, units, numbers, years and gaps: one reading, or none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.i18n import LANGUAGES, country_name
from atlas.intake.layout.entities import entity
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import convention, read_number
from atlas.intake.layout.subjects import is_plain, meaning_of
from atlas.intake.layout.units import KIND_WORDS, SCALE_WORDS, Unit, unit_of, unit_words
from atlas.intake.layout.words import role_of
from atlas.intake.layout.years import heading_year, read_year
from atlas.intake.sheets.long.cells import CellError


@pytest.mark.parametrize(
    ("texts", "indicator", "scale"),
    [
        (["Military expenditure (% of GDP)"], "milex_gdp", 1),
        (["Military expenditure by country, in current US$ m., 1949-2023"], "milex_usd", 1e6),
        (["Military expenditure as percentage of government spending"], "milex_gov", 1),
        (["Figures in current US$.", "Military expenditure per capita"], "milex_pc", 1),
        (["Dépenses militaires (% du PIB)"], "milex_gdp", 1),
        (["Dépenses de défense (milliards de dollars US)"], "milex_usd", 1e9),
        (["Gasto militar (miles de millones de US$)"], "milex_usd", 1e9),
        (["الإنفاق العسكري (٪ من الناتج المحلي الإجمالي)"], "milex_gdp", 1),
        (["Thousands", "Table 6 : Military personnel"], "armed_forces", 1e3),
        (["Share of real GDP (%)", "Table 3 : Defence expenditure"], "milex_gdp", 1),
        (["Women in the armed forces (%)"], "women_forces", 1),
        (["Homicide rate per 100,000"], "homicide", 1),
        (["Police per 100,000 inhabitants"], "police_p100k", 1),
        (["MS.MIL.XPND.GD.ZS"], "milex_gdp", 1),
        (["milex_gdp"], "milex_gdp", 1),
        (["GDP (current US$)"], "gdp", 1),
        (["Population, total"], "population", 1),
    ],
)
def test_a_subject_and_its_unit_make_an_indicator(texts, indicator, scale):
    meant = meaning_of(texts)
    assert (meant.indicator, meant.unit.scale) == (indicator, scale)


@pytest.mark.parametrize(
    "texts",
    [
        ["Military expenditure by country, in constant (2022) US$ m."],
        ["Constant 2015 prices", "Million US dollars", "Table 2 : Defence expenditure"],
        ["Military expenditure, millions of local currency"],
        ["Annual real change (%)", "Defence expenditure"],
        ["Percentage of total", "Defence expenditure by main category"],
        ["GDP per capita (US dollars)"],
    ],
)
def test_what_the_atlas_does_not_record_is_known_as_such(texts):
    assert meaning_of(texts).foreign


@pytest.mark.parametrize("text", ["Military expenditure", "Military expenditure ($ million)"])
def test_without_a_unit_that_decides_there_are_candidates(text):
    meant = meaning_of([text])
    assert not meant.indicator and len(meant.candidates) > 1


@pytest.mark.parametrize(
    "text",
    ["Forest area (sq. km)", "Population density", "Rural population", "GDP per person employed"],
)
def test_a_longer_name_is_another_series(text):
    assert not is_plain(text)


@given(st.sampled_from(sorted(codebook().indicators)), st.sampled_from(LANGUAGES))
def test_every_indicator_is_known_by_its_id(indicator, _lang):
    assert meaning_of([indicator]).indicator == indicator


@given(st.sampled_from(sorted(KIND_WORDS)), st.sampled_from([1.0, *SCALE_WORDS]))
def test_a_unit_is_read_again_from_its_words(kind, scale):
    again = unit_of(unit_words(Unit(kind, scale, scale != 1)))
    assert (again.kind, again.scale) == (kind, scale)


@given(st.text(max_size=60))
def test_any_text_has_a_meaning_or_none(text):
    meaning_of([text])
    role_of(text)
    entity(text)
    missing_reason(text)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1_234_567),
        ("12,5", 12.5),
        ("26.2%", 26.2),
        ("12 %", 12),
        ("٢٦٫٢٪", 26.2),
        ("١٬٢٣٤", 1234),
        ("(1,234.5)", -1234.5),
        ("−3", -3),
        ("[12.5]", 12.5),
        ("12.5e", 12.5),
        ("12.5*", 12.5),
        ("US$ 1,200,000", 1_200_000),
        ("3e5", 300_000),
        ("17.2 mn", 17_200_000),
        ("1,5 milliards", 1.5e9),
        ("3 mil millones", 3e9),
        ("١٢ مليون", 12e6),
        ("310 million US$", 310e6),
        ("2.4 1/", 2.4),
        ("1.0ᵇ", 1),
        (".9", 0.9),
        (7, 7),
    ],
)
def test_numbers_with_one_reading(shown, value):
    assert read_number(shown).value == value


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("1,234", "ambiguous-number"),
        ("1.234", "ambiguous-number"),
        ("59 52", "two-numbers"),
        ("27 300 27 400", "two-numbers"),
        ("10-20", "range-in-cell"),
        ("“", "ditto-mark"),
        ("$12", "no-currency"),
        ("about 5", "not-a-number"),
        ("13 m", "not-a-number"),
        ("2.4 b", "not-a-number"),
        ("nan", "not-a-number"),
        (dt.date(2020, 1, 1), "not-a-number"),
        (True, "not-a-number"),
    ],
)
def test_numbers_without_one_reading(shown, code):
    with pytest.raises(CellError) as error:
        read_number(shown)
    assert error.value.code == code and error.value.remedy.format(**error.value.params)


def test_the_other_cells_of_a_column_decide_what_a_comma_is():
    assert convention(["1,234", "3.5"]) == "." and read_number("1,234", ".").value == 1234
    assert convention(["1.234", "12,5"]) == "," and read_number("1.234", ",").value == 1234
    assert convention(["1.234", "3,5", "4.5"]) == "" == convention(["1,234"])


GROUPS = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ","), "ch": ("’", ".")}


@given(st.integers(1_000_000, 10**12), st.integers(0, 99), st.sampled_from(sorted(GROUPS)))
def test_a_number_is_the_same_in_every_countrys_writing(whole, cents, country):
    group, point = GROUPS[country]
    shown = f"{whole:,}".replace(",", group) + f"{point}{cents:02}"
    assert read_number(shown).value == pytest.approx(whole + cents / 100, rel=1e-15)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_every_number_of_a_cell_is_itself(value):
    assert read_number(value).value == value


@given(st.text(max_size=20), st.sampled_from(["", ".", ","]))
def test_any_text_is_a_number_or_a_named_problem(shown, decimal):
    try:
        read_number(shown, decimal)
    except CellError as error:
        assert error.remedy.format(**error.params)


@pytest.mark.parametrize(
    ("shown", "year", "estimate"),
    [
        (2017.0, 2017, False),
        ("2017.0", 2017, False),
        ("2018 [YR2018]", 2018, False),
        ("2023e", 2023, True),
        ("2024 (current prices)", 2024, False),
        ("2020 (estimate)", 2020, True),
        ("٢٠٢٠", 2020, False),
        ("2014*", 2014, False),
        ("2021ᵃ", 2021, False),
        ("2022 1/", 2022, False),
        ("2023 p/", 2023, True),
        ("2022-07/2023-06", 2023, False),
    ],
)
def test_years_as_publishers_write_them(shown, year, estimate):
    found = heading_year(shown)
    assert found is not None and (found.year, found.estimate) == (year, estimate)


@pytest.mark.parametrize(
    ("shown", "code", "said"),
    [
        (dt.datetime(2020, 3, 4), "date-for-year", "2020"),
        (dt.datetime(1905, 7, 15), "date-for-year", "2023"),  # 2023 in a cell made for dates
        ("31/12/2020", "date-for-year", ""),
        (12.202, "date-as-number", ""),
        ("2022/23", "fiscal-year", "2022-07/2023-06"),
        ("FY2022/23", "fiscal-year", "2022-07/2023-06"),
        (2203, "future-year", ""),
        ("2O23", "bad-year", ""),
    ],
)
def test_what_is_no_year_is_named_with_what_to_write(shown, code, said):
    with pytest.raises(CellError) as error:
        read_year(shown)
    assert error.value.code == code
    assert said in error.value.remedy.format(**error.value.params)


@given(st.integers(1900, 2025), st.sampled_from(["{}", "{}.0", "{} [YR{}]", "{}e", " {} ", "{}*"]))
def test_every_year_is_read_in_every_writing(year, shape):
    found = heading_year(shape.format(year, year))
    assert found is not None and found.year == year


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        *((s, MissingReason.NO_DATA) for s in ("..", "...", ". .", "–", "…", "n/a", "s/d", "nd")),
        *((s, MissingReason.NO_DATA) for s in ("?", "na", "Not available", "-", "غير متاح")),
        ("xxx", MissingReason.STATE_DID_NOT_EXIST),
        ("Suspended", MissingReason.NOT_APPLICABLE),
        ("reservado", MissingReason.WITHHELD),
        ("n. d.", MissingReason.NO_DATA),
        ("Parliament dissolved", MissingReason.NOT_APPLICABLE),
        ("0", None),
        ("-9", None),
        ("NAM", None),
    ],
)
def test_gaps_say_why_and_zero_is_no_gap(shown, reason):
    assert missing_reason(shown) == reason


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Albania (Leks)", "country"),
        ("Slovak Republic   (Euros)", "country"),
        ("Chile¹", "country"),
        ("Perú (1)", "country"),
        ("NA", "country"),
        ("Georgia (country)", "country"),
        ("PER - Peru", "country"),
        ("PER - Chile", "unknown"),
        ("-13-", "blank"),
        ("NATO Europe and Canada", "aggregate"),
        ("Africa (excl. Egypt)", "aggregate"),
        ("High-income countries", "aggregate"),
        ("England and Wales", "subnational"),
        ("Yemen, North", "former"),
        ("Kongo", "unknown"),
    ],
)
def test_rows_are_told_apart(name, kind):
    assert entity(name).kind == kind


@given(st.sampled_from(sorted(codebook().countries)), st.sampled_from(LANGUAGES))
def test_every_country_is_known_with_a_footnote_mark(iso3, lang):
    assert entity(f" {country_name(iso3, lang)}* ").iso3 == iso3
