import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.i18n import apart, country_name, date, number, plain, quantity

BOOK = codebook().indicators


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "1,234.5"), ("fr", "1\u202f234,5"), ("es", "1.234,5"), ("ar", "1,234.5")],
)
def test_numbers_follow_the_language_with_western_digits(lang: str, text: str) -> None:
    if lang == "es":  # CLDR groups from five digits on in Spanish
        assert plain(12345.5, "es", 1) == "12.345,5"
    else:
        assert plain(1234.5, lang, 1) == text


def test_a_year_has_no_separator() -> None:
    assert number(1991.0, BOOK["constitution_year"], "en") == "1991"


def test_percent_stands_as_the_language_puts_it() -> None:
    assert quantity(3.4, BOOK["milex_gdp"], "en") == "3.4% of GDP"
    assert quantity(3.4, BOOK["milex_gdp"], "fr") == "3,4\u00a0% du PIB"


def test_large_money_is_shortened() -> None:
    assert number(418_542_000_000.0, BOOK["gdp"], "en") == "418.5B"


def test_a_day_is_written_out_and_a_year_left_alone() -> None:
    assert date("2026-11-24", "en") == "Nov 24, 2026"
    assert date("2026", "fr") == "2026"
    assert date("", "fr") == ""


def test_countries_have_the_language_s_names() -> None:
    assert [country_name("CIV", lang) for lang in ("en", "fr")] == [
        "Côte d’Ivoire",
        "Côte d’Ivoire",
    ]
    assert country_name("DEU", "es") == "Alemania"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 1, "0"),
        (0.02, 1, "0.02"),
        (-0.0004, 0, "-0.0004"),
        (0.05, 1, "0.05"),
        (0.06, 1, "0.1"),
    ],
)
def test_a_small_number_is_never_written_as_zero(value: float, decimals: int, text: str) -> None:
    assert plain(value, "en", decimals) == text


@given(st.floats(1e-9, 1e6), st.integers(0, 3))
def test_what_is_not_zero_does_not_look_like_it(value: float, decimals: int) -> None:
    assert float(plain(value, "en", decimals).replace(",", "")) > 0


def test_a_range_tells_its_ends_apart() -> None:
    assert apart(1.5, 2.0, "en", 1) == "1.5–2"
    assert apart(3.204, 3.196, "en", 1) == "3.204–3.196"
    assert apart(3.2, 3.2, "fr", 1) == "3,2–3,2"
