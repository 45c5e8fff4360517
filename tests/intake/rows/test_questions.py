"""Every question that a reader asks takes an answer, and only where the file leaves it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.sandbox.opening import UnreadableFile
from tests.intake.made import figures
from tests.intake.rows.reading import columns, named, read

UNKNOWN = [
    "Total soldiers", "Troops", "Valor", "Effectif 2", "Amount", "Heads", "x", "Figure", "القيمة",
    "Value (thousand)", "Soldiers in barracks", "Strength", "N", "Q17",
]  # fmt: skip


@pytest.mark.parametrize("heading", UNKNOWN)
def test_an_unknown_heading_is_named_and_its_indicator_can_be_said(
    heading: str, tmp_path: Path
) -> None:
    text = f"Country,Year,{heading}\nKenya,2020,24.1\nGhana,2020,15.5\n"
    text = text if "thousand" in heading else text.replace("4.1", "4100").replace("5.5", "5500")
    batch = read(tmp_path, text)
    assert {code for code, _ in named(batch, "error")} == {"unclear-column"}
    assert columns(batch) == {heading}
    answered = read(tmp_path, text, indicator="armed_forces")
    assert figures(answered) == {
        ("KEN", "armed_forces", "2020", ""): 24100,
        ("GHA", "armed_forces", "2020", ""): 15500,
    }
    assert named(answered, "error") == set()


@pytest.mark.parametrize("heading", [heading for heading in UNKNOWN if heading != "N"])
def test_an_unknown_column_beside_a_known_one_is_left_out_by_name_until_it_is_said(
    heading: str, tmp_path: Path
) -> None:
    text = f"Country,Year,Paramilitary forces,{heading}\nKenya,2020,5000,241\nGhana,2020,900,155\n"
    batch = read(tmp_path, text)
    assert {d.indicator for d in batch.observations} == {"paramilitary"}
    assert columns(batch) == {heading}
    answered = read(tmp_path, text, columns={heading: "armed_forces"})
    assert {d.indicator for d in answered.observations} == {"paramilitary", "armed_forces"}
    assert columns(answered) == set()


@pytest.mark.parametrize("years", ["2018,2019,2020", "2018 [YR2018],2019 [YR2019],2020 [YR2020]"])
@pytest.mark.parametrize("corner", ["Country", "Country Name", "Pays", "País", "Territory"])
def test_a_wide_table_without_a_title_asks_for_the_indicator_of_the_table(
    years: str, corner: str, tmp_path: Path
) -> None:
    text = f"{corner},{years}\nKenya,29100,29100,..\nUganda,46400,46400,..\n"
    batch = read(tmp_path, text)
    assert [code for code, _ in named(batch, "error")] == ["unclear-column"]
    answered = read(tmp_path, text, indicator="armed_forces_wide")
    assert figures(answered)["UGA", "armed_forces_wide", "2019", ""] == 46400
    assert figures(answered)["KEN", "armed_forces_wide", "2020", ""] == "no-data"
    assert named(answered, "error") == set()


def test_an_answer_for_the_table_answers_a_column_of_one_candidate(tmp_path: Path) -> None:
    text = (
        "Entity,Year,Prison population rate (World Prison Brief 2018)\n"
        "Kenya,2018,111\nEngland and Wales,2018,140\nTimor,2018,51\n"
    )
    batch = read(tmp_path, text, indicator="prison_rate")
    assert figures(batch) == {
        ("KEN", "prison_rate", "2018", ""): 111,
        ("TLS", "prison_rate", "2018", ""): 51,
    }
    assert {p.value for p in batch.problems if p.row == 3} == {"England and Wales"}


@pytest.mark.parametrize(
    "text",
    [
        "Country,Year,Armed forces personnel\n",
        "Country,Year,Colour\nKenya,2020,blue\nGhana,2020,red\n",
        "Country,Year,Armed forces personnel\nWorld,2020,27000000\nArab World,2020,3000000\n",
        "Country,Year,Armed forces personnel\nKenya,2020,\nGhana,2020,\n",
        "country,indicator,period,value\n",
        "Country,Year,Armed forces personnel\nYUG,1980,259000\n",
        "\n\n\n",
        "",
        " \n",
        "Armed forces personnel\n",
        "Country,2019,2020\n",
        "Armed forces personnel\nCountry,2019,2020\n,,\n",
    ],
)
def test_a_file_in_which_nothing_is_read_is_refused(text: str, tmp_path: Path) -> None:
    try:
        batch = read(tmp_path, text)
    except UnreadableFile as error:
        assert "empty" in str(error)
    else:
        assert not batch.observations
        assert batch.blocked


@pytest.mark.parametrize(
    "heading",
    [
        "Total population", "Population (total)", "Population of the region", "Population sum",
        "Population, income group", "Population total", "Sum of population", "Members population",
        "World population", "Population by region", "Total population in country",
    ],
)  # fmt: skip
def test_one_word_in_a_heading_does_not_make_the_table_unreadable(
    heading: str, tmp_path: Path
) -> None:
    text = (
        f'Entity,Year,"{heading}"\nKenya,2016,47894670\nKenya,2017,48948137\nUganda,2016,39649173\n'
    )
    batch = read(tmp_path, text)
    codes = {code for code, _ in named(batch, "error")}
    if codes:
        assert codes == {"unclear-column"}
        assert columns(batch) == {heading}
        batch = read(tmp_path, text, indicator="population")
    assert figures(batch)["UGA", "population", "2016", ""] == 39649173
    assert len(batch.observations) == 3
