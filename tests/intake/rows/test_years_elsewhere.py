"""A year that stands only in a title, a sheet's name or the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.files import read_file
from tests.intake.made import workbook
from tests.intake.rows.reading import named, read

BODY = "Country,Active personnel\nKenya,24100\nUganda,45000\n"
TITLES = {
    "Armed forces 2022": "2022",
    "Armed forces personnel, 2019": "2019",
    "Effectifs en 2021": "2021",
    "Table 3. Armed forces (2020)": "2020",
    "As of 2018": "2018",
    "Armed forces in 2017 (persons)": "2017",
    "Year: 2016": "2016",
    "القوات المسلحة 2015": "2015",
    "Fuerzas armadas, año 2014": "2014",
    "Situation au 31 décembre 2013": "2013",
    "Military balance at 1 January 2012": "2012",
}
UNSURE = ["Armed forces", "Armed forces 2019–2022", "Armed forces 2021 and 2022", "Table 2022b"]


@pytest.mark.parametrize("title", TITLES)
def test_the_year_of_a_title_is_the_year_of_the_table(title: str, tmp_path: Path) -> None:
    batch = read(tmp_path, f'"{title}"\n\n{BODY}')
    assert {(d.country, d.period, d.value) for d in batch.observations} == {
        ("KEN", TITLES[title], 24100), ("UGA", TITLES[title], 45000),
    }  # fmt: skip
    assert named(batch, "error") == set()


def test_the_year_of_a_sheets_name_is_the_year_of_the_table(tmp_path: Path) -> None:
    rows = [["Country", "Active personnel"], ["Kenya", 24100], ["Uganda", 45000]]
    batch = read_file(workbook(tmp_path / "forces.xlsx", **{"2022": rows}))
    assert {(d.country, d.period) for d in batch.observations} == {("KEN", "2022"), ("UGA", "2022")}


@pytest.mark.parametrize("title", UNSURE)
def test_a_table_without_its_year_asks_once_and_takes_the_answer(
    title: str, tmp_path: Path
) -> None:
    text = (
        f'"{title}"\n\nCountry,Active personnel,Reserves,Paramilitary forces\n'
        "Kenya,24100,0,5000\nUganda,45000,10000,1800\n"
    )
    batch = read(tmp_path, text)
    assert [code for code, _ in named(batch, "error")] == ["no-year"]
    assert not batch.observations
    answered = read(tmp_path, text, year="2022")
    assert {d.period for d in answered.observations} == {"2022"}
    assert len(answered.observations) == 6
    assert named(answered, "error") == set()


@pytest.mark.parametrize(
    "name", ["forces_2022.csv", "2022.csv", "forces-2022-final.csv", "MB 2022 (1).csv"]
)
def test_the_year_of_a_files_name_is_proposed_not_taken(name: str, tmp_path: Path) -> None:
    batch = read(tmp_path, BODY, name)
    (problem,) = [p for p in batch.problems if p.code == "no-year"]
    assert "2022" in str(problem.params)
    assert not batch.observations


@pytest.mark.parametrize("year", ["2022", "2021/22", "1999"])
def test_a_year_that_the_file_says_is_not_overruled_by_an_answer(year: str, tmp_path: Path) -> None:
    batch = read(tmp_path, "Country,Year,Active personnel\nKenya,2020,24100\n", year=year)
    assert [d.period for d in batch.observations] == ["2020"]
