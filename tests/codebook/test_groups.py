"""Peer groups: their size, their members, and what the table derives."""

import pytest

from atlas.codebook import codebook
from atlas.codebook.load import INCOME

SIZES = {
    "nato": 32,
    "eu": 27,
    "african_union": 55,
    "asean": 11,
    "arab_league": 22,
    "sica": 8,
    "ecowas": 12,
    "csto": 6,
}
GROUPS = [region for region in codebook().regions.values() if region.kind == "peer-group"]


@pytest.mark.parametrize(("group", "size"), SIZES.items())
def test_a_group_has_as_many_members_as_its_organisation(group: str, size: int) -> None:
    assert len(codebook().members(group)) == size


@pytest.mark.parametrize("group", [region.id for region in GROUPS])
def test_a_group_names_each_member_once_and_is_not_empty(group: str) -> None:
    members = codebook().members(group)
    assert members
    assert len(set(members)) == len(members)


def test_members_of_alliances_and_unions_are_independent_states() -> None:
    for group in ("nato", "eu", "asean", "mercosur", "sica", "ecowas", "csto"):
        for iso3 in codebook().members(group):
            assert codebook().country(iso3).un_member, (group, iso3)


@pytest.mark.parametrize(
    ("group", "inside", "outside"),
    [
        ("nato", "FIN", "AUT"),
        ("eu", "IRL", "GBR"),
        ("african_union", "ESH", "ESP"),
        ("arab_league", "PSE", "TUR"),
        ("asean", "TLS", "PNG"),
        ("mercosur", "BOL", "CHL"),
        ("ecowas", "SEN", "MLI"),
        ("csto", "TJK", "UZB"),
    ],
)
def test_a_group_ends_where_its_treaty_ends(group: str, inside: str, outside: str) -> None:
    members = codebook().members(group)
    assert inside in members
    assert outside not in members


def test_income_groups_hold_every_classified_country_once() -> None:
    grouped = [iso3 for code in INCOME for iso3 in codebook().members(f"income_{code}")]
    assert sorted(grouped) == sorted(c.iso3 for c in codebook().countries.values() if c.income)


def test_the_observer_states_palestine_and_the_holy_see_are_not_members() -> None:
    assert not codebook().country("PSE").un_member
    assert not codebook().country("VAT").un_member


def test_a_territory_without_forces_is_not_called_a_state_without_armed_forces() -> None:
    assert not codebook().country("ABW").has_armed_forces
    assert "ABW" not in codebook().members("no_armed_forces")
