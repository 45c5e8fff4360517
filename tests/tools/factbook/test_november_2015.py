"""The edition of November 2015: read by the same library, with its own words and gaps."""

from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason
from atlas.intake.checks import check_batch
from atlas.intake.draft import DraftObservation, DraftParticipation, DraftRelation
from atlas.intake.starter import outdated, read_earlier
from tools.factbook import read_factbook
from tools.factbook.edition import EARLIER, LATEST
from tools.factbook.fields.entities import Entity, entities, gaza
from tools.factbook.observations import november_2015

BATCH, GAPS = read_factbook(EARLIER)
TOTALS = {(d.country, d.indicator, d.period): d for d in BATCH.observations if not d.breakdown}


def entity(section: str, field: str, node: object) -> Entity:
    return Entity("RUR", {section: {field: node}}, EARLIER)


def spending(text: str) -> list[tuple[str, float | None]]:
    country = entity("Military", "Military expenditures", {"text": text})
    findings = november_2015.figures(country)
    return [(f.period, f.value) for f in findings if isinstance(f, DraftObservation)]


def refugees(text: str) -> list[DraftObservation]:
    node = {"refugees (country of origin)": {"text": text}}
    country = entity("Transnational Issues", "Refugees and internally displaced persons", node)
    return [f for f in november_2015.displaced(country) if isinstance(f, DraftObservation)]


def test_every_record_passes_the_rules_of_intake():
    assert check_batch(BATCH) == []


def test_the_files_come_back_as_they_were_read():
    stored = read_earlier()
    assert (stored.observations, stored.records) == (BATCH.observations, BATCH.records)
    assert stored.sources == (EARLIER.source,)


def test_every_record_quotes_words_that_stand_in_its_country_s_entry():
    texts = {e.iso3: " ".join(p.text for p in e.everything()) for e in entities(EARLIER)}
    strip = gaza(EARLIER)
    assert strip is not None
    texts["PSE"] += " ".join(p.text for p in strip.everything())
    for draft in BATCH.observations:
        assert draft.locator.split(" > ")[-1] in texts[draft.country], draft


def test_a_copied_year_a_zero_and_na_are_no_figures():
    assert spending("1% of GDP (2012) ++ 2% of GDP (2011) ++ 1% of GDP (2010)") == [
        ("2012", 1),
        ("2011", 2),
    ]
    assert spending("3% of GDP (2012) ++ 3% of GDP (2011) ++ 2% of GDP (2010)")[-1] == ("2010", 2)
    assert spending("NA% (2012) ++ 2% of GDP (2011) ++ NA% (2010)") == [("2011", 2)]
    assert spending("0% of GDP (2012) ++ 3.4% of GDP (2011)") == [("2011", 3.4)]


def test_each_of_them_is_a_gap_with_its_reason():
    reasons = {(g.country, g.reason) for g in GAPS if g.indicator == "milex_gdp"}
    assert ("KWT", november_2015.ZERO) in reasons
    assert ("AFG", november_2015.NOT_A_FIGURE) in reasons
    copied = {country for country, reason in reasons if reason == november_2015.COPIED}
    assert len(copied) > 100


def test_listed_groups_of_refugees_are_a_lower_limit_of_one_year():
    (total,) = refugees("9,779 (Côte d'Ivoire; since 2010); 5,262 (Liberia) (2014)")
    assert (total.value, total.low, total.high, total.period) == (15_041, 15_041, None, "2014")
    assert refugees("9,104 (Rwanda) (2014); 29,884 (Chad) (2015)") == []
    assert refugees("420,199 (Somalia - includes registered asylum seekers) (2015)") == []
    assert refugees("300,896 (Vietnam); undetermined (Korea) (2014)") == []


def test_one_year_closes_a_field_of_several_parts():
    parts = {"total population": {"text": "97.5%"}, "female": {"text": "97.4% (2011 est.)"}}
    country = entity("People and Society", "Literacy", parts)
    (finding,) = (f for f in november_2015.figures(country) if isinstance(f, DraftObservation))
    assert (finding.period, finding.value) == ("2011", 97.5)
    assert finding.note == "The year closes the field: “(2011 est.)”."


@pytest.mark.parametrize(
    ("country", "period", "category"),
    [
        ("JOR", "2013", "suspended"),
        ("SWE", "2013", "authorised"),
        ("LVA", "2012", "none"),
        ("SEN", "2013", "selective"),
        ("TUR", "2013", "mandatory"),
    ],
)
def test_conscription_is_dated_by_its_own_sentence(country, period, category):
    assert TOTALS[country, "conscription", period].category == category


def test_ages_and_months_that_a_rule_would_misread_are_a_person_s():
    assert TOTALS["MWI", "service_age", "2014"].value == 18
    assert TOTALS["SGP", "service_age", "2012"].value == 16.5
    assert ("RUS", "conscription_months", "2015") not in TOTALS


def test_codes_of_the_edition_are_the_codebook_s_countries():
    assert {"SSD", "SRB", "XKX", "PSE"} <= {d.country for d in BATCH.observations}


def test_a_body_that_is_misread_leaves_with_its_relations():
    relations = [r for r in BATCH.records if isinstance(r, DraftRelation) and r.country == "FIN"]
    assert {r.subject for r in relations} == {"army", "navy", "air-force"}


def test_memberships_are_of_their_edition():
    memberships = [r for r in BATCH.records if isinstance(r, DraftParticipation)]
    assert {r.period for r in memberships} == {"2015"}
    status = {(r.country, r.organisation): r.status for r in memberships}
    assert (status["GBR", "EU"], status["BDI", "ICC"]) == ("member", "party")


def test_only_dated_figures_stay_beside_the_latest_edition():
    latest, _ = read_factbook(LATEST)
    leaving = outdated(BATCH, latest)
    assert leaving.records == BATCH.records
    staying = set(BATCH.observations) - set(leaving.observations)
    assert TOTALS["LVA", "conscription", "2012"] in staying
    assert TOTALS["LVA", "icc", "2015"] in leaving.observations
    said = {(d.country, d.indicator, d.period, d.breakdown): d.value for d in latest.observations}
    both = [d for d in staying if (d.country, d.indicator, d.period, d.breakdown) in said]
    assert both
    assert all(d.value != said[d.country, d.indicator, d.period, d.breakdown] for d in both)


def test_a_state_without_forces_says_so_in_either_edition():
    assert TOTALS["CRI", "armed_forces", "2011"].missing is MissingReason.NOT_APPLICABLE
    assert not [
        d for d in BATCH.observations if (d.country, d.indicator) == ("SMR", "armed_forces")
    ]
