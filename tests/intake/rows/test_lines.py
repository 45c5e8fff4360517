"""Rows longer than the header and quotes never closed are errors with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.rows.reading import named, read, values

HEADER = "Country,Year,Armed forces personnel\n"
LONGER = {
    "a separator without quotes": (HEADER + "Kenya,2020,24,100\nTogo,2020,8550\n", {2}),
    "in two rows": (HEADER + "Kenya,2020,24,100\nGhana,2020,15,500\nTogo,2020,8550\n", {2, 3}),
    "semicolons": ("Pays;Année;Forces armées\nKenya;2020;24;100\nTogo;2020;8550\n", {2}),
    "tabs": (
        "Country\tYear\tArmed forces personnel\nKenya\t2020\t24\t100\nTogo\t2020\t8550\n",
        {2},
    ),
    "decimal comma": ("Country,Year,Military expenditure (% of GDP)\nTogo,2020,1,2\n", {2}),
    "wide": (
        "Armed forces personnel\nCountry,2019,2020\nKenya,24,100,24,200\nTogo,8550,8560\n",
        {3},
    ),
    "below a title": ("Yearbook\n\n" + HEADER + "Kenya,2020,24,100\nTogo,2020,8550\n", {4}),
    "with the notes": (
        "Country,Year,Armed forces personnel,Notes\nKenya,2020,24,100,navy too\nTogo,2020,8550,\n",
        {2},
    ),
    "millions": (HEADER + "China,2020,2,035,000\nTogo,2020,8550\n", {2}),
    "the last row": (HEADER + "Togo,2020,8550\nKenya,2020,24,100\n", {3}),
    "own sheet": (
        "country,indicator,period,value\nKEN,armed_forces,2020,24,100\nTGO,armed_forces,2020,8550\n",
        {2},
    ),
}
FINE = {
    "quoted": HEADER + 'Kenya,2020,"24,100"\nTogo,2020,"8,550"\n',
    "commas at the end": HEADER + "Kenya,2020,24100,,\nTogo,2020,8550,,\n",
    "a footnote with commas": HEADER + "Kenya,2020,24100\nTogo,2020,8550\n"
    "Note: army, navy, air force, gendarmerie and guard.\n",
    "a source with commas": HEADER + "Kenya,2020,24100\nTogo,2020,8550\n\n"
    "Source: Ministry of Defence, Nairobi, 2021, page 4, table 2\n",
    "a title with commas": "Army, navy, air force, coast guard and others\n"
    + HEADER
    + "Kenya,2020,24100\nTogo,2020,8550\n",
    "a quoted note of two lines": "Country,Year,Armed forces personnel,Notes\n"
    'Kenya,2020,24100,"with\nnavy"\nTogo,2020,8550,\n',
    "inches": "Country,Year,Armed forces personnel,Notes\n"
    'Kenya,2020,24100,the 6" guns\nTogo,2020,8550,\n',
    "quoted quotes": "Country,Year,Armed forces personnel,Notes\n"
    'Kenya,2020,24100,"so-called ""navy"""\nTogo,2020,8550,\n',
    "every cell quoted": '"Country","Year","Armed forces personnel"\n'
    '"Kenya","2020","24100"\n"Togo","2020","8550"\n',
    "apostrophes": HEADER + "Kenya,2020,24'100\nTogo,2020,8'550\n",
    "quoted, no end of line": HEADER + 'Togo,2020,"8,550"\nKenya,2020,"24,100"',
}
NOTES = "Country,Year,Armed forces personnel,Notes\n"
OPEN = {
    "in a note": (NOTES + 'Togo,2020,8550,\nKenya,2020,24100,"so-called\nGhana,2020,15500,\n', 3),
    "in the last row": (NOTES + 'Togo,2020,8550,\nKenya,2020,24100,"so-called\n', 3),
    "in a number": (HEADER + 'Togo,2020,"8550\nKenya,2020,24100\n', 2),
    "in a country": (HEADER + 'Togo,2020,8550\n"Kenya,2020,24100\nGhana,2020,15500\n', 3),
    "in the header": ('Country,Year,"Armed forces personnel\nKenya,2020,24100\nTogo,2020,1\n', 1),
    "after a note of two lines": (
        NOTES + 'Togo,2020,8550,"a\nb"\nKenya,2020,24100,"c\nGhana,2020,15500,\n',
        4,
    ),
    "semicolons": ('Pays;Année;Forces armées;Notes\nTogo;2020;8550;"x\nKenya;2020;24100;\n', 2),
    "tabs": (
        'Country\tYear\tArmed forces personnel\tNotes\nTogo\t2020\t8550\t"x\nGhana\t2020\t1\t\n',
        2,
    ),
    "title": ('"Yearbook of forces\n' + HEADER + "Kenya,2020,24100\nTogo,2020,8550\n", 1),
    "closed by a later one": (
        NOTES + 'Togo,2020,8550,"x\nKenya,2020,24100,\nGhana,2020,15500,"y"\nMali,2020,1,\n',
        2,
    ),
    "own sheet": (
        'country,indicator,period,value,note\nTGO,armed_forces,2020,8550,"x\n'
        "KEN,armed_forces,2020,24100,\n",
        2,
    ),
}


@pytest.mark.parametrize("name", LONGER)
def test_a_row_longer_than_the_header_is_an_error_with_its_row(name: str, tmp_path: Path) -> None:
    text, rows = LONGER[name]
    batch = read(tmp_path, text)
    assert {row for code, row in named(batch, "error") if code == "row-too-long"} == rows
    assert {country for country, _ in values(batch)} <= {"TGO"}


@pytest.mark.parametrize("name", FINE)
def test_a_row_of_the_right_length_is_read(name: str, tmp_path: Path) -> None:
    batch = read(tmp_path, FINE[name])
    assert values(batch) == {("KEN", ""): 24100, ("TGO", ""): 8550}
    assert named(batch, "error") == set()


@pytest.mark.parametrize("name", OPEN)
def test_a_quote_never_closed_is_an_error_with_its_line(name: str, tmp_path: Path) -> None:
    text, line = OPEN[name]
    batch = read(tmp_path, text)
    assert named(batch, "error") == {("open-quote", line)}
    assert not batch.observations
