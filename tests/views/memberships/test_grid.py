"""Each status looks unlike any other and unlike nothing; sums are marked as sums."""

import pandas as pd

from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.memberships.captions import memberships_caption, set_captions
from atlas.views.memberships.grid import (
    FIELDS,
    SHAPES,
    label,
    organisations_of,
    participation_grid,
    status_legend,
    table_rows,
)
from atlas.views.memberships.missions import mission_captions, mission_grid
from tests.analysis.frames import frame, row
from tests.analysis.records import participations
from tests.analysis.test_participation import ABROAD, PEACE, ROWS

T = translator("en")


def test_every_status_and_field_is_known() -> None:
    assert set(SHAPES) == set(codebook().vocabulary.statuses)
    others = [shape for code, (shape, _) in SHAPES.items() if code != "party"]
    assert len(set(others)) == len(others)
    assert {o.field for o in codebook().organisations.values()} == set(FIELDS)


def test_security_comes_first() -> None:
    assert codebook().organisations[organisations_of("core")[0]].field == "security"
    assert len(organisations_of("all")) == len(codebook().organisations)
    assert organisations_of("justice") == [
        o.code for o in codebook().organisations.values() if o.field == "justice"
    ]


def test_a_region_is_a_row_a_country_and_names_those_without_a_record() -> None:
    made = participation_grid(ROWS, ["ALB", "FRA", "KEN", "URY"], ["NATO", "EU", "ICC", "CSTO"], T)
    assert [c.code for c in made.columns] == ["NATO", "EU", "ICC"]
    assert [c.count for c in made.columns] == [3, 3, 1]
    head, cells = made.rows[0]
    assert (head.name, head.count) == ("Albania", 1)
    assert [c and c.status.code for c in cells] == ["member", "candidate", None]
    assert made.unlisted == ("Kenya",)
    assert made.groups == (
        ("Security and defence", 1),
        ("Regional organisations", 1),
        ("Courts and law", 1),
    )


def test_a_few_countries_are_columns_even_without_a_record() -> None:
    made = participation_grid(ROWS, ["ALB", "KEN"], ["NATO", "EU"], T, across=True)
    assert [c.name for c in made.columns] == ["Albania", "Kenya"]
    head, cells = made.rows[0]
    assert head.title == "North Atlantic Treaty Organization"
    assert cells[1] is None


def test_a_cell_leads_to_the_words_of_its_source() -> None:
    cell = table_rows(ROWS, T)[0]
    assert (cell.country, cell.year) == ("Albania", "2026")
    assert cell.evidence is not None
    assert cell.evidence.original == "It is listed."
    assert [s.code for s in status_legend(ROWS, T)][:2] == ["member", "party"]


def test_a_large_grid_leaves_its_evidence_to_the_countries() -> None:
    made = participation_grid(ROWS, ["ALB", "FRA"], ["NATO", "EU"], T, most=3)
    assert not made.inside
    assert all(c is None or c.evidence is None for _, cells in made.rows for c in cells)


def test_a_code_that_is_no_abbreviation_shows_the_name() -> None:
    book = codebook().organisations
    assert label(book["NATO"], T) == "NATO"
    assert label(book["antarctic-treaty"], T) == "Antarctic Treaty"
    assert label(book["Arctic-Council"], T) == "Arctic Council"


def test_captions_count_members_and_divide_sets() -> None:
    some = ROWS[ROWS["country"].isin(["ALB", "FRA"])]
    said = memberships_caption(some, ["ALB", "FRA", "KEN", "NOR"], "Here", T)
    assert said[0].startswith("Here: 2 of 4 countries")
    assert said[1] == "Most members and parties: NATO: 2, EU: 1."
    assert said[2] == "In most of them: France (2)."
    found = set_captions(ROWS, "NATO", "EU", ["ALB", "FRA", "NOR"], T)
    assert [(s.sentence, [c for c, _ in s.countries]) for s in found] == [
        ("In NATO, not in EU (the source states another status): 1 of 3.", ["ALB"]),
        ("In NATO; the source lists no status in EU: 1 of 3.", ["NOR"]),
        ("In both NATO and EU: 1 of 3.", ["FRA"]),
    ]


def test_no_membership_is_said_and_is_no_zero() -> None:
    nothing = participations()
    assert "lists no membership" in memberships_caption(nothing, ["KEN"], "Kenya", T)[0]
    assert set_captions(nothing, "NATO", "EU", ["KEN"], T)[0].sentence.endswith("0 of 1.")


TOTALS = frame(
    row("URY", 2025, 840.0, indicator="deployments_abroad", method="derived"),
    row("GRC", 2025, 1250.0, indicator="deployments_abroad", reliability="estimate"),
)


def test_missions_of_the_un_come_first_and_sums_are_marked() -> None:
    abroad = pd.concat([ABROAD, TOTALS], ignore_index=True)
    made = mission_grid(PEACE, abroad, ["URY", "NGA", "GRC", "KEN"], T)
    assert [(m.code, m.un, m.countries, m.sum) for m in made.missions] == [
        ("MONUSCO", True, 1, "710"),
        ("ECOWAS", False, 1, "350"),
        ("", False, 1, "1,000"),
    ]
    uruguay, nigeria, greece = made.rows
    assert [(p.value, p.kind) for p in uruguay.cells[0]] == [("630", ""), ("80", "police")]
    assert uruguay.summed
    assert uruguay.total is not None
    assert uruguay.total.value == "840"
    assert nigeria.total is None
    assert [p.kind for p in nigeria.cells[1]] == ["Gambia", "Guinea-Bissau"]
    assert greece.total is not None
    assert (greece.total.value, greece.summed) == ("≈ 1,250", False)
    said = mission_captions(made, T)
    assert said[0].startswith("MONUSCO: 1 country, 710 persons (sum of what the source states")


def test_no_contingent_is_said() -> None:
    made = mission_grid(PEACE.iloc[:0], ABROAD.iloc[:0], ["KEN"], T)
    assert made.rows == ()
    assert mission_captions(made, T) == ["The source states no contingent of these countries."]
