"""Who is in what: a member or party only; what the source does not list proves nothing."""

from atlas.analysis.missions import breakdown_codes, contingents, united_nations
from atlas.analysis.participation import members, members_by, select_participations, sets
from tests.analysis.frames import frame, row
from tests.analysis.records import participations

ROWS = participations(
    ("ALB", "NATO", "member"),
    ("ALB", "EU", "candidate"),
    ("FRA", "NATO", "member"),
    ("FRA", "EU", "member"),
    ("NOR", "NATO", "member"),
    ("IRL", "EU", "member"),
    ("MLT", "EU", "member"),
    ("MLT", "NATO", "partner"),
    ("URY", "ICC", "party"),
)


def test_a_candidate_or_partner_is_not_in() -> None:
    assert members(ROWS, "NATO") == {"ALB", "FRA", "NOR"}
    assert members(ROWS, "ICC") == {"URY"}
    assert members_by(ROWS, "organisation") == {"NATO": 3, "EU": 3, "ICC": 1}
    assert members_by(select_participations(ROWS, ["ALB"], ["NATO", "EU"]), "country") == {"ALB": 1}


def test_two_organisations_divide_a_scope() -> None:
    scope = ["ALB", "FRA", "IRL", "MLT", "NOR", "URY"]
    found = sets(ROWS, "NATO", "EU", scope)
    assert found.only_one == ("ALB",)
    assert found.one_unlisted == ("NOR",)
    assert found.both == ("FRA",)
    assert found.only_other == ("MLT",)
    assert found.other_unlisted == ("IRL",)
    assert found.scope == 6


def test_a_country_out_of_the_scope_is_not_counted() -> None:
    assert sets(ROWS, "NATO", "EU", ["NOR"]).both == ()


PEACE = frame(
    row("URY", 2025, 630.0, indicator="peacekeepers", breakdown="mission=MONUSCO"),
    row("URY", 2023, 700.0, indicator="peacekeepers", breakdown="mission=MONUSCO"),
    row("URY", 2025, 840.0, indicator="peacekeepers"),
    row("KEN", 2025, None, indicator="peacekeepers", breakdown="mission=UNMISS"),
)
ABROAD = frame(
    row("URY", 2025, 630.0, indicator="deployments_abroad", breakdown="mission=MONUSCO"),
    row("URY", 2025, 80.0, indicator="deployments_abroad", breakdown="mission=MONUSCO;role=police"),
    row("NGA", 2025, 200.0, indicator="deployments_abroad", breakdown="host=GMB;mission=ECOWAS"),
    row("NGA", 2025, 150.0, indicator="deployments_abroad", breakdown="host=GNB;mission=ECOWAS"),
    row("GRC", 2025, 1000.0, indicator="deployments_abroad", breakdown="host=CYP"),
)


def test_a_contingent_stands_once_with_its_newest_figure() -> None:
    found = contingents(PEACE, ABROAD)
    assert [(c.country, c.mission, c.host, c.role, c.value) for c in found] == [
        ("GRC", "", "CYP", "", 1000.0),
        ("NGA", "ECOWAS", "GMB", "", 200.0),
        ("NGA", "ECOWAS", "GNB", "", 150.0),
        ("URY", "MONUSCO", "", "", 630.0),
        ("URY", "MONUSCO", "", "police", 80.0),
    ]


def test_missions_of_the_united_nations_are_those_that_the_source_counts() -> None:
    assert united_nations(PEACE) == {"MONUSCO", "UNMISS"}
    assert breakdown_codes("") == {}
