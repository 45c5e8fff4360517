import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis import scale
from atlas.codebook import codebook

SHARE = codebook().indicators["milex_gdp"]
COUNT = codebook().indicators["armed_forces"]
numbers = st.lists(st.floats(0.001, 1e9, allow_nan=False), min_size=1, max_size=60)


def test_manual_breaks_are_the_codebooks() -> None:
    made = scale(pd.Series([0.1, 9.0]), SHARE)
    assert made is not None
    assert made.breaks == SHARE.breaks


def test_a_value_on_a_break_belongs_to_the_upper_class() -> None:
    made = scale(pd.Series([0.1, 9.0]), SHARE)
    assert made is not None
    assert [made.position(v) for v in (0.49, 0.5, 0.99, 5.0)] == [0, 1, 1, len(SHARE.breaks)]


def test_nothing_known_has_no_classes() -> None:
    assert scale(pd.Series([None, None], dtype=float), SHARE) is None


@given(numbers)
def test_every_value_falls_into_its_class(values: list[float]) -> None:
    made = scale(pd.Series(values), COUNT)
    assert made is not None
    assert list(made.breaks) == sorted(set(made.breaks))
    for value in values:
        low, high = made.bounds[made.position(value)]
        assert low <= value <= high
