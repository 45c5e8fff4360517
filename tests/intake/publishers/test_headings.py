"""A heading that says more than an indicator's definition is not that indicator."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import figures, indicators, read, words

# heading -> the indicator that it only looks like
LOOKALIKES = [
    ("Military personnel, male", "armed_forces"),
    ("Active military personnel, officers only", "armed_forces"),
    ("Police officers, female", "police"),
    ("Police officers injured", "police"),
    ("Police applicants", "police"),
    ("Peacekeepers wounded", "peacekeepers"),
    ("Peacekeepers, women", "peacekeepers"),
    ("Refugees, new arrivals", "refugees"),
    ("Refugees resettled", "refugees"),
    ("Refugees under 18", "refugees"),
    ("Population growth (annual %)", "population"),
    ("Population aged 65+", "population"),
    ("Foreign-born population", "population"),
    ("Population of the largest city", "population"),
    ("Working-age population", "population"),
    ("Registered voters population", "population"),
    ("GDP growth per capita (annual %)", "gdp_growth"),
    ("GDP per hour worked (PPP US$)", "gdp_pc"),
    ("GDP (constant 2015 US$)", "gdp"),
    ("GDP (current LCU)", "gdp"),
    ("GDP per capita (current US$)", "gdp_pc"),
    ("GDP, PPP (current international $)", "gdp"),
    ("GDP per capita (constant LCU)", "gdp_pc"),
    ("Agricultural area (sq. km)", "area"),
    ("Coastal area (sq km)", "area"),
    ("Water area (sq. km)", "area"),
    ("Military expenditure (constant 2019 US$)", "milex_usd"),
    ("Military expenditure growth (%)", "milex_gdp"),
    ("Urban population growth (annual %)", "urban"),
    ("Urban population, slums (% of urban population)", "urban"),
    ("Life expectancy at age 60 (years)", "life_expectancy"),
    ("Gini index of wealth", "gini"),
    ("Youth literacy rate (%)", "literacy"),
    ("Prison population, pre-trial (per 100,000)", "prison_rate"),
    ("Homicides by firearm (per 100,000 people)", "homicide"),
    ("Reservists called up", "reserves"),
    ("IDPs returned", "idps"),
    ("Internally displaced persons, disasters", "idps"),
    ("Stateless children", "stateless"),
    ("Women candidates for parliament (%)", "women_parliament"),
    ("Women in parliament, committee chairs (%)", "women_parliament"),
    ("Troops abroad killed", "deployments_abroad"),
    ("Public debt growth (% of GDP)", "public_debt"),
    ("External public debt (% of GDP)", "public_debt"),
    ("Health expenditure, private (% of GDP)", "health_gdp"),
    ("Primary education expenditure (% of GDP)", "education_gdp"),
    ("Armed forces personnel, female", "armed_forces"),
    ("Peacekeepers killed", "peacekeepers"),
    ("Voting age population", "population"),
    ("IDPs, new displacement", "idps"),
    ("Land area (sq. km)", "area"),
    ("GDP per capita, PPP (current international $)", "gdp_pc"),
    ("GDP per capita, PPP (constant 2017 international $)", "gdp_pc"),
    ("GDP per person employed (constant 2017 PPP $)", "gdp_pc"),
]
# heading -> indicator, and what one of its numbers stands for
PLAIN = [
    ("Active military personnel", "armed_forces", 24000, 45000),
    ("Total population", "population", 50000000, 45000000),
    ("Population, total", "population", 50000000, 45000000),
    ("Population (persons)", "population", 50000000, 45000000),
    ("Population, total (number of people)", "population", 50000000, 45000000),
    ("Military expenditure (% of GDP)", "milex_gdp", 1.1, 2.1),
    ("Military spending, share of GDP (%)", "milex_gdp", 1.1, 2.1),
    ("GDP per capita, PPP (constant 2021 international $)", "gdp_pc", 5000, 2600),
    ("GDP (current US$)", "gdp", 100000000000.0, 40000000000.0),
    ("GDP growth (annual %)", "gdp_growth", 4.8, 5.1),
    ("Surface area (sq. km)", "area", 580370, 241550),
    ("Gini index", "gini", 38.7, 42.7),
    ("Refugees hosted", "refugees", 500000, 1400000),
    ("Internally displaced persons (number)", "idps", 5000, 6000),
    ("UN peacekeepers", "peacekeepers", 400, 600),
    ("Life expectancy at birth, total (years)", "life_expectancy", 62, 63),
    ("Intentional homicides (per 100,000 people)", "homicide", 5.3, 9.7),
    (
        "Proportion of seats held by women in national parliaments (%)",
        "women_parliament",
        21.6,
        33.8,
    ),
    ("Urban population (% of total population)", "urban", 29, 26),
    ("Number of police officers", "police", 100000, 45000),
    ("Adult literacy rate (%)", "literacy", 82, 79),
    ("Paramilitary forces (thousands)", "paramilitary", 5000, 6000),
    ("Reserve personnel", "reserves", 100, 10000),
    ("Public debt (% of GDP)", "public_debt", 67, 48),
]


def _text(heading: str, kenya: float, uganda: float) -> str:
    return f'Country,Year,"{heading}"\nKenya,2022,{kenya}\nUganda,2022,{uganda}\n'


@pytest.mark.parametrize("described", [False, True])
@pytest.mark.parametrize(("heading", "lookalike"), LOOKALIKES)
def test_a_heading_that_says_more_is_asked_about_or_left_out_by_name(
    tmp_path, heading, lookalike, described
):
    batch = read(tmp_path, _text(heading, 30, 40), described=described)
    assert lookalike not in indicators(batch)
    assert heading in words(batch)


@pytest.mark.parametrize(("heading", "indicator", "kenya", "uganda"), PLAIN)
def test_a_heading_that_says_no_more_is_read(tmp_path, heading, indicator, kenya, uganda):
    scale = 1000 if "thousands" in heading else 1
    batch = read(tmp_path, _text(heading, kenya / scale, uganda / scale))
    assert figures(batch) == {f"KEN {indicator} 2022": kenya, f"UGA {indicator} 2022": uganda}


def test_growth_beside_a_share_is_left_out_by_name(tmp_path):
    heads = "Military expenditure (% of GDP),Military expenditure annual growth (%)"
    batch = read(tmp_path, f"Country,Year,{heads}\nKenya,2022,1.1,5\nUganda,2022,2.1,6\n")
    assert figures(batch) == {"KEN milex_gdp 2022": 1.1, "UGA milex_gdp 2022": 2.1}
    assert "annual growth" in words(batch)


def test_a_title_about_a_part_is_no_title_of_the_whole(tmp_path):
    text = '"Table 9: Police officers killed"\nCountry,2021,2022\nKenya,3,4\nUganda,5,6\n'
    assert indicators(read(tmp_path, text)) == set()
