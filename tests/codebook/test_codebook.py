"""The codebook as it stands in data/codebook: complete, and free of contradictions."""

import csv
from collections import Counter

import pytest

from atlas.codebook import Indicator, MissingReason, codebook
from atlas.codebook.load import FOLDER, INCOME
from atlas.codebook.names import normalise, recognise
from atlas.errors import UnknownCountry, UnknownIndicator, UnknownRegion

RESDAL_CHAPTERS = {
    "legal",
    "institutions",
    "oversight",
    "budget",
    "personnel",
    "women",
    "education",
    "service",
    "missions",
    "internal",
    "justice",
    "society",
}


def rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_all_193_members_of_the_united_nations_are_there() -> None:
    assert sum(c.un_member for c in codebook().countries.values()) == 193


def test_every_country_stands_in_exactly_one_region() -> None:
    regions = [r for r in codebook().regions.values() if r.kind != "peer-group"]
    counted = Counter(iso3 for region in regions for iso3 in region.members)
    assert set(counted) == set(codebook().countries)
    assert set(counted.values()) == {1}


def test_the_five_regions_of_the_community_are_named() -> None:
    community = {r.id for r in codebook().regions.values() if r.kind == "community"}
    assert community == {"latin_america", "africa", "asia", "eastern_europe", "mena"}


@pytest.mark.parametrize(
    ("iso3", "region"),
    [
        ("SDN", "africa"),
        ("MRT", "africa"),
        ("AFG", "asia"),
        ("UZB", "asia"),
        ("EST", "eastern_europe"),
        ("GEO", "eastern_europe"),
        ("SRB", "eastern_europe"),
        ("TUR", "mena"),
        ("ISR", "mena"),
        ("IRN", "mena"),
        ("CYP", "western_europe"),
        ("HTI", "latin_america"),
    ],
)
def test_countries_stand_in_the_region_that_the_codebook_announces(iso3: str, region: str) -> None:
    assert codebook().country(iso3).region == region


def test_codes_are_unique_and_of_their_iso_form() -> None:
    countries = codebook().countries.values()
    assert all(len(c.iso3) == 3 and c.iso3.isupper() for c in countries)
    assert all(len(c.iso2) == 2 and c.iso2.isupper() for c in countries)
    assert len({c.iso2 for c in countries}) == len(countries)
    gec = [c.gec for c in countries if c.gec]
    assert len(set(gec)) == len(gec)


def test_namibia_keeps_its_code_na() -> None:
    assert codebook().country("NAM").iso2 == "NA"


def test_income_groups_are_known_or_blank() -> None:
    assert {c.income for c in codebook().countries.values()} <= {*INCOME, ""}


@pytest.mark.parametrize("iso3", ["CRI", "PAN", "ISL", "MUS"])
def test_states_without_armed_forces_are_marked(iso3: str) -> None:
    assert not codebook().country(iso3).has_armed_forces
    assert iso3 in codebook().members("no_armed_forces")


def test_the_themes_are_the_chapters_of_resdals_atlas() -> None:
    assert {theme.id for theme in codebook().themes} == RESDAL_CHAPTERS
    assert codebook().theme("budget").name == "Budget"


def test_every_theme_has_indicators() -> None:
    for theme in codebook().themes:
        assert codebook().indicators_of(theme.id), theme.id


@pytest.mark.parametrize("indicator", codebook().indicators.values(), ids=lambda i: i.id)
def test_every_indicator_says_what_it_counts_and_how_it_compares(indicator: Indicator) -> None:
    assert indicator.id == indicator.id.lower()
    assert indicator.definition.endswith(".")
    assert indicator.comparability
    assert indicator.publisher
    assert indicator.unit or indicator.kind in {"category", "index", "year"}


def test_shares_stay_between_0_and_100_unless_they_may_pass_the_whole() -> None:
    shares = [i for i in codebook().indicators.values() if i.kind == "share"]
    assert len(shares) > 5
    for indicator in shares:
        assert indicator.low is not None and indicator.high is not None, indicator.id
    assert codebook().indicator("women_forces").high == 100


def test_conscription_has_the_five_fixed_answers_in_order() -> None:
    codes = [c.code for c in codebook().indicator("conscription").categories]
    assert codes == ["none", "suspended", "authorised", "selective", "mandatory"]


def test_missing_reasons_are_those_of_figures_and_of_texts() -> None:
    assert {str(reason) for reason in MissingReason} == {
        "no-data",
        "withheld",
        "not-applicable",
        "state-did-not-exist",
        "not-collected",
        "under-review",
        "text-silent",
        "not-read",
        "not-in-force",
    }


def test_every_alias_leads_to_a_country_of_the_codebook_and_resolves_to_it() -> None:
    wrong = [r for r in rows("aliases.csv") if recognise(r["name"]).iso3 != r["iso3"]]
    assert wrong == []
    assert {r["iso3"] for r in rows("aliases.csv")} <= set(codebook().countries)


def test_no_alias_takes_the_name_of_another_country() -> None:
    own = {normalise(c.name): c.iso3 for c in codebook().countries.values()}
    taken = [
        r for r in rows("aliases.csv") if own.get(normalise(r["name"]), r["iso3"]) != r["iso3"]
    ]
    assert taken == []


def test_every_name_that_is_no_country_is_refused_as_its_kind() -> None:
    wrong = [r["name"] for r in rows("not_countries.csv") if recognise(r["name"]).kind != r["kind"]]
    assert wrong == []


def test_no_code_of_an_aggregate_is_a_countrys() -> None:
    codes = {r["code"] for r in rows("not_countries.csv") if r["code"]}
    assert not codes & set(codebook().countries)


def test_an_unknown_indicator_names_the_nearest_by_id_and_by_name() -> None:
    with pytest.raises(UnknownIndicator, match="milex_gdp"):
        codebook().indicator("milex_gpd")
    with pytest.raises(UnknownIndicator) as caught:
        codebook().indicator("life expectancy")
    assert "life_expectancy" in caught.value.nearest


def test_an_unknown_country_names_the_nearest_and_is_never_guessed() -> None:
    with pytest.raises(UnknownCountry, match="Nigeria"):
        codebook().country("Nigera")


def test_an_aggregate_is_no_country() -> None:
    with pytest.raises(UnknownCountry):
        codebook().country("NATO Total")


def test_a_code_in_an_address_may_be_lower_case() -> None:
    assert codebook().country("ury").name == "Uruguay"


def test_an_unknown_region_names_the_nearest_and_hyphens_pass() -> None:
    assert "URY" in codebook().members("latin-america")
    with pytest.raises(UnknownRegion, match="latin_america"):
        codebook().region("latin_amerika")
