"""A text column that says what a row is becomes a breakdown or is named; a part is no total."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.rows.reading import columns, named, read, values

ARMY_NAVY = "branch=army,branch=navy"
# heading and values -> breakdown of each; “-” is left out
BREAKDOWNS = [
    ("Country,Year,Branch,Armed forces personnel", "Army,Navy", ARMY_NAVY),
    ("Country,Year,Service,Active personnel", "Navy,Air Force", "branch=navy,branch=air-force"),
    ("Country,Year,Branch of service,Armed forces personnel", "Coast Guard,Total", "-,"),
    ("Pays,Année,Arme,Effectifs des forces armées", "Armée de terre,Marine", ARMY_NAVY),
    ("País,Año,Rama,Efectivos de las fuerzas armadas", "Ejército,Armada", ARMY_NAVY),
    ("Country,Year,Sex,Refugees", "Female,Male", "sex=women,sex=men"),
    ("Country,Year,Gender,Refugees", "women,men", "sex=women,sex=men"),
    ("Country,Year,Sex,Refugees", "F,M", "sex=women,sex=men"),
    ("Pays,Année,Sexe,Réfugiés", "Femmes,Hommes", "sex=women,sex=men"),
]
# headings whose words no list holds: the column is named and no row of it is a total
UNLISTED = [
    ("Component", "Civilian staff", "Uniformed"),
    ("Rank", "Officers", "Other ranks"),
    ("Scenario", "High", "Low"),
    ("Status", "Reserve", "Active"),
    ("Age group", "15-24", "25-34"),
    ("Type", "Conscripts", "Professionals"),
    ("Category", "Ground", "Support"),
    ("Contract", "Permanent", "Temporary"),
    ("Ethnicity", "A", "B"),
    ("Level", "Senior", "Junior"),
    ("Grade", "Officiers", "Sous-officiers"),
    ("Estado", "Activo", "Retirado"),
    ("Kategorie", "Heer", "Heeresflieger"),
    ("Specialty", "Medical", "Engineers"),
]
HARMLESS = [
    ("Notes", "provisional", "final"),
    ("Source", "Ministry", "Gazette"),
    ("Region", "Africa", "Africa"),
    ("Subregion", "Eastern Africa", "Western Africa"),
    ("Continent", "Africa", "Africa"),
    ("Income group", "Lower middle income", "Lower middle income"),
    ("Capital", "Nairobi", "Accra"),
    ("Remarks", "see annex", ""),
]


@pytest.mark.parametrize(("heading", "parts", "breakdowns"), BREAKDOWNS)
def test_a_part_that_the_codebook_knows_is_a_breakdown(
    heading: str, parts: str, breakdowns: str, tmp_path: Path
) -> None:
    first, second = parts.split(",")
    batch = read(tmp_path, f"{heading}\nKEN,2020,{first},20000\nGHA,2020,{second},11500\n")
    one, other = breakdowns.split(",")
    expected = {("KEN", one): 20000, ("GHA", other): 11500}
    assert values(batch) == {of: value for of, value in expected.items() if of[1] != "-"}


@pytest.mark.parametrize(("heading", "one", "other"), UNLISTED)
@pytest.mark.parametrize("layout", ["one a country", "both in each country", "wide", "first"])
def test_a_column_that_says_what_a_row_is_is_named_and_its_rows_are_no_totals(
    heading: str, one: str, other: str, layout: str, tmp_path: Path
) -> None:
    text = {
        "one a country": f"Country,Year,{heading},Armed forces personnel\n"
        f"Kenya,2020,{one},2000\nGhana,2020,{one},900\n",
        "both in each country": f"Country,Year,{heading},Armed forces personnel\n"
        f"Kenya,2020,{one},2000\nKenya,2020,{other},500\nGhana,2020,{one},900\n",
        "wide": f"Armed forces personnel\nCountry,{heading},2019,2020\n"
        f"Kenya,{one},2000,2100\nGhana,{one},900,950\nGhana,{other},1900,1950\n",
        "first": f"{heading},Country,Year,Armed forces personnel\n"
        f"{one},Kenya,2020,2000\n{other},Ghana,2020,900\n",
    }[layout]
    batch = read(tmp_path, text)
    assert heading in columns(batch)
    assert "" not in {part for _, part in values(batch)}


@pytest.mark.parametrize(("heading", "one", "other"), HARMLESS)
def test_a_column_that_describes_the_country_or_the_source_stops_nothing(
    heading: str, one: str, other: str, tmp_path: Path
) -> None:
    batch = read(
        tmp_path,
        f"Country,{heading},Year,Armed forces personnel\n"
        f"Kenya,{one},2020,24100\nGhana,{other},2020,15500\nKenya,{one},2021,24200\n",
    )
    assert len(batch.observations) == 3
    assert {part for _, part in values(batch)} == {""}
    assert named(batch, "error") == set()


@pytest.mark.parametrize(
    "word", ["Total", "All", "Both sexes", "Ensemble", "Total general", "المجموع"]
)
def test_the_row_of_all_parts_is_the_total(word: str, tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "Country,Year,Sex,Refugees\n"
        f"Kenya,2020,{word},300\nKenya,2020,Female,160\nKenya,2020,Male,140\n",
    )
    assert values(batch) == {("KEN", ""): 300, ("KEN", "sex=women"): 160, ("KEN", "sex=men"): 140}
