"""What has been true in a world war is a warning; what cannot be true is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.rows.reading import named, read

TRUE = [
    ("Armed forces personnel", "USA", 1945, "12100000"),
    ("Armed forces personnel", "RUS", 1944, "11225000"),
    ("Armed forces personnel", "DEU", 1943, "9480000"),
    ("Armed forces personnel", "CHN", 1945, "5700000"),
    ("Armed forces personnel", "GBR", 1945, "5090000"),
    ("Military expenditure (% of GDP)", "DEU", 1944, "75"),
    ("Military expenditure (% of GDP)", "KWT", 1991, "117.3"),
    ("Military expenditure (% of GDP)", "USA", 1944, "37"),
    ("GDP growth (annual %)", "LBY", 2012, "86.8"),
    ("GDP growth (annual %)", "GNQ", 1997, "150"),
    ("GDP growth (annual %)", "IRQ", 1991, "-64"),
    ("Military expenditure (% of GDP)", "ERI", 1999, "34.4"),
    ("Life expectancy at birth (years)", "RWA", 1994, "14.1"),
    ("Public debt (% of GDP)", "GUY", 1991, "620"),
    ("Refugees", "IND", 1971, "10000000"),
]
IMPOSSIBLE = [
    ("Armed forces personnel", "USA", 1945, "-12100000"),
    ("Women in the armed forces (% of active personnel)", "KEN", 2020, "130"),
    ("Literacy rate (% of adults)", "KEN", 2020, "101"),
    ("Armed forces personnel", "KEN", 2020, "90000000000"),
    ("Women in parliament (% of lower or single house)", "KEN", 2020, "-3"),
    ("Gini", "KEN", 2020, "140"),
]


@pytest.mark.parametrize(("heading", "country", "year", "cell"), TRUE)
def test_a_true_extreme_blocks_nothing(
    heading: str, country: str, year: int, cell: str, tmp_path: Path
) -> None:
    batch = read(tmp_path, f"Country,Year,{heading}\n{country},{year},{cell}\nKEN,{year},40\n")
    assert named(batch, "error") == set()
    assert batch.observations[0].value == float(cell)


@pytest.mark.parametrize(("heading", "country", "year", "cell"), IMPOSSIBLE)
def test_an_impossible_number_is_an_error(
    heading: str, country: str, year: int, cell: str, tmp_path: Path
) -> None:
    batch = read(tmp_path, f"Country,Year,{heading}\n{country},{year},{cell}\nGHA,{year},1\n")
    assert 2 in {row for _, row in named(batch, "error")}
