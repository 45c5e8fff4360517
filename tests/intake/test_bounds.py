"""Words and signs of a bound beside a number, in the four languages of the atlas."""

from __future__ import annotations

import pytest

from atlas.intake.bounds import Bound, split_bound
from atlas.intake.layout.numbers import read_bounded, read_number
from atlas.intake.sheets.long.cells import CellError, parse_number

AT_MOST = [
    *("<5", "< 5", "≤5", "<=5", "=<5", "⩽ 5", "up to 5", "Up to 5", "nearly 5", "almost 5"),
    *("just under 5", "close to 5", "a maximum of 5", "as many as 5", "fewer than 5", "5 or less"),
    *("no more than 5", "not more than 5", "5 at most", "5 max.", "jusqu'à 5", "moins de 5"),
    *("près de 5", "hasta 5", "menos de 5", "casi 5", "أقل من 5", "حتى ٥"),
]
AT_LEAST = [
    *(">5", "> 5", "≥5", ">=5", "=>5", "5+", "5 +", "more than 5", "over 5", "just over 5"),
    *("at least 5", "no fewer than 5", "5 or more", "5 and above", "upwards of 5", "plus de 5"),
    *("au moins 5", "más de 5", "al menos 5", "5 o más", "أكثر من 5", "ما لا يقل عن ٥"),
]


@pytest.mark.parametrize("text", AT_MOST)
def test_an_upper_limit_is_no_stated_figure(text):
    found = read_bounded(text)
    assert (found.value, found.bound) == (5, Bound.AT_MOST)
    with pytest.raises(CellError):
        read_number(text)
    with pytest.raises(CellError):
        parse_number(text)


@pytest.mark.parametrize("text", AT_LEAST)
def test_a_lower_limit_is_no_stated_figure(text):
    found = read_bounded(text)
    assert (found.value, found.bound) == (5, Bound.AT_LEAST)
    with pytest.raises(CellError):
        read_number(text)
    with pytest.raises(CellError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("<1,000.5", 1000.5, False),
        ("up to 12.5 %", 12.5, True),
        ("over 1.2 million", 1.2e6, False),
        ("20%+", 20, True),
        ("plus de 1 234 567", 1_234_567, False),
        ("12% or more", 12, True),
    ],
)
def test_a_limit_keeps_groups_magnitudes_and_percent_signs(text, value, percent):
    found = read_bounded(text)
    assert (found.value, found.percent) == (value, percent)
    assert found.bound is not Bound.EXACT


@pytest.mark.parametrize("text", ["5", "5 %", "+5", "-5", "5*", "1 234", "(5)", "[5]", "5e3"])
def test_a_plain_number_is_no_limit(text):
    assert split_bound(text)[1] is Bound.EXACT
    assert read_number(text).bound is Bound.EXACT


@pytest.mark.parametrize("text", ["<", ">", "up to", "<<5", "<a", "about 5", "~5", "< 5 >"])
def test_what_is_neither_a_number_nor_a_limit_stays_refused(text):
    with pytest.raises(CellError):
        read_bounded(text)
