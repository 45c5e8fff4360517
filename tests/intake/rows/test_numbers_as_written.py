"""Thousands in Indian, Swiss and thin-space writing; dashes as minus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.rows.reading import named, read, values

# cells of three countries -> numbers
GROUPED = [
    (["14,55,550", "96,600", "1,63,050"], [1455550, 96600, 163050]),
    (["12,34,567", "5,000", "500"], [1234567, 5000, 500]),
    (["1,00,000", "99,999", "10,00,000"], [100000, 99999, 1000000]),
    (["14 55 550", "96 600", "1 63 050"], [1455550, 96600, 163050]),
    (["1'455'550", "96'600", "800"], [1455550, 96600, 800]),
    (["1’455’550", "96’600", "800"], [1455550, 96600, 800]),
    (["1\u2009455\u2009550", "96\u2009600", "800"], [1455550, 96600, 800]),
    (["1\u202f455\u202f550", "96\u00a0600", "8 001"], [1455550, 96600, 8001]),
    (["1\u2006455\u2006550", "96\u2008600", "800"], [1455550, 96600, 800]),
    (["1.455.550", "96.600", "800"], [1455550, 96600, 800]),
    (["1'455'550", "96 600", "8001"], [1455550, 96600, 8001]),
    (["1´455´550", "96´600", "800"], [1455550, 96600, 800]),
    (["१४,५५,५५०", "96,600", "१,६३,०५०"], [1455550, 96600, 163050]),
    (["١٬٤٥٥٬٥٥٠", "٩٦٬٦٠٠", "٨٠٠"], [1455550, 96600, 800]),
]
FRACTIONS = [
    (["1,23,456.5", "1,234.5", "0.5"], [123456.5, 1234.5, 0.5]),
    (["1'234.5", "12.25", "1'000'000.75"], [1234.5, 12.25, 1000000.75]),
    (["1 234,5", "12,25", "0,5"], [1234.5, 12.25, 0.5]),
]
REFUSED = ["1,4,5", "14,55,55", "14,555,50", "1,,000", "1'45", "1 2 3", "14 55", "1,45,5500"]
MINUS = [
    ("−0.3", -0.3),
    ("–1.8", -1.8),
    ("—1.8", -1.8),
    ("‒1.8", -1.8),
    ("‑1.8", -1.8),
    ("﹣1.8", -1.8),
    ("－1.8", -1.8),
    ("1.6-", -1.6),
    ("1.6−", -1.6),
    ("1.6–", -1.6),
    ("- 1.8", -1.8),
    ("– 1.8", -1.8),
    ("(0.5)", -0.5),
    ("–1.8 %", -1.8),
    ("–0.05", -0.05),
    ("–1.8*", -1.8),
]


def sheet(cells: list[str], indicator: str) -> str:
    names = ["India", "Nepal", "Bangladesh"]
    rows = [f"{name}\t2020\t{cell}" for name, cell in zip(names, cells, strict=True)]
    return "\n".join([f"Country\tYear\t{indicator}", *rows]) + "\n"


@pytest.mark.parametrize(("cells", "numbers"), GROUPED)
def test_thousands_are_read_as_the_column_groups_them(
    cells: list[str], numbers: list[float], tmp_path: Path
) -> None:
    batch = read(tmp_path, sheet(cells, "Armed forces personnel"), "sheet.tsv")
    assert [d.value for d in batch.observations] == numbers


@pytest.mark.parametrize(("cells", "numbers"), FRACTIONS)
def test_thousands_and_a_decimal_mark_are_read_together(
    cells: list[str], numbers: list[float], tmp_path: Path
) -> None:
    batch = read(tmp_path, sheet(cells, "GDP (current US$)"), "sheet.tsv")
    assert [d.value for d in batch.observations] == numbers


@pytest.mark.parametrize("cell", REFUSED)
def test_digits_grouped_as_nobody_groups_them_are_refused(cell: str, tmp_path: Path) -> None:
    text = sheet([cell, "14,55,550", "1,63,050"], "Armed forces personnel")
    batch = read(tmp_path, text, "sheet.tsv")
    assert 2 in {row for _, row in named(batch, "error")}
    assert ("IND", "") not in values(batch)


@pytest.mark.parametrize(("cell", "number"), MINUS)
def test_a_dash_is_a_minus_where_the_indicator_may_be_negative(
    cell: str, number: float, tmp_path: Path
) -> None:
    batch = read(tmp_path, sheet([cell, "2.5", "1.5"], "GDP growth (annual %)"), "sheet.tsv")
    assert batch.observations[0].value == pytest.approx(number)
    assert named(batch, "error") == set()


@pytest.mark.parametrize("cell", ["–24100", "24100-", "—24100", "(24100)"])
def test_a_count_is_never_negative(cell: str, tmp_path: Path) -> None:
    text = sheet([cell, "96600", "204000"], "Armed forces personnel")
    assert 2 in {row for _, row in named(read(tmp_path, text, "sheet.tsv"), "error")}


@pytest.mark.parametrize("cell", ["–", "—", "-", "--", "…"])
def test_a_dash_alone_is_no_data(cell: str, tmp_path: Path) -> None:
    batch = read(tmp_path, sheet([cell, "2.5", "1.5"], "GDP growth (annual %)"), "sheet.tsv")
    assert values(batch)["IND", ""] == "no-data"
