"""What holds for everything that the connector reads, and for the committed starter data."""

from __future__ import annotations

import filecmp
import re
from collections import Counter

import pytest

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Processing
from atlas.intake.checks import check_batch
from atlas.intake.connectors import UnknownConnector, connector, read
from atlas.intake.contradictions import contradictions
from atlas.intake.draft import Severity
from atlas.intake.plausible import implausible
from atlas.intake.starter import FOLDER, read_starter
from tools.factbook import read_factbook
from tools.factbook.__main__ import write
from tools.factbook.fields.entities import Entity, entities, gaza

from .stated import answer, total, unread

BATCH, _ = read_factbook()
LIMIT = re.compile(
    r"\b(?:up to|more than|over|nearly|almost|as many as|at least|maximum of|minimum)\b"
    r"(?! age)(?=.*\d)",  # before a number: a quotation may end in such a word
    re.I,
)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    def every(entity: Entity) -> str:
        return " ".join(passage.text for passage in entity.everything())

    whole = {entity.iso3: every(entity) for entity in entities()}
    strip = gaza()
    assert strip is not None
    whole["PSE"] += every(strip)
    return whole


def test_every_record_quotes_words_that_stand_in_its_country_s_entry(texts):
    for draft in BATCH.observations:
        if draft.method is not Method.DERIVED:
            assert draft.locator.split(" > ")[-1] in texts[draft.country], draft


def test_every_record_passes_the_rules_of_intake():
    assert check_batch(BATCH) == []


def test_the_committed_starter_equals_a_fresh_run(tmp_path):
    write(tmp_path)
    names = [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()]
    same, differing, missing = filecmp.cmpfiles(tmp_path, FOLDER, names, shallow=False)
    assert (differing, missing) == ([], [])
    assert len(same) == len(names)


def test_the_starter_comes_back_exactly_as_it_was_read():
    stored = read_starter()
    assert stored.observations == BATCH.observations
    assert stored.sources == BATCH.sources


def test_no_country_has_two_records_for_the_same_key():
    keys = Counter((d.country, d.indicator, d.period, d.breakdown) for d in BATCH.observations)
    assert [key for key, n in keys.items() if n > 1] == []


def test_a_range_has_its_middle_as_value():
    for draft in BATCH.observations:
        if draft.value is None or draft.method is Method.DERIVED:
            continue
        ends = [end for end in (draft.low, draft.high) if end is not None]
        assert draft.value == pytest.approx(sum(ends) / len(ends))
        limited = LIMIT.search(draft.original) is not None or "higher" in draft.note
        if draft.indicator.startswith("service_age"):  # such words speak of other numbers there
            limited = False
        assert (len(ends) == 1) is limited, draft


def test_no_two_records_of_a_country_contradict_each_other():
    assert list(contradictions(BATCH.observations, BATCH.records)) == []


def test_no_figure_is_beyond_belief_and_those_of_the_source_are_listed():
    assert list(implausible(BATCH.observations)) == []
    assert unread("LBR", "gov_expenditure")
    assert unread("VAT", "area")


def test_each_record_says_how_the_source_wrote_it():
    for draft in BATCH.observations:
        assert draft.original
        assert draft.locator.count(" > ") >= 2
        if draft.method is Method.DERIVED:
            assert draft.processing is Processing.MAJOR


@pytest.mark.parametrize(("indicator", "least"), [("milex_gdp", 150), ("armed_forces", 140)])
def test_the_starter_covers_the_countries_that_the_issue_asks_for(indicator, least):
    valued = {
        d.country
        for d in BATCH.observations
        if d.indicator == indicator and not d.breakdown and d.value is not None
    }
    assert len(valued) >= least


def test_oceans_unions_and_the_world_are_left_out():
    countries = {d.country for d in BATCH.observations}
    assert countries <= set(codebook().countries)
    assert {"PRI", "HKG", "XKX", "TWN"} <= countries


def test_gaps_are_problems_that_do_not_block_a_submission():
    factbook = connector("factbook")
    batch = read("factbook", factbook.own)
    assert {p.severity for p in batch.problems} == {Severity.INFO}
    assert len(batch.problems) == len(read_factbook()[1])
    assert (batch.observations, batch.records) == (BATCH.observations, BATCH.records)


def test_palestine_is_both_territories_or_a_gap():
    assert total("PSE", "population").value == 3_310_554 + 2_184_652
    assert total("PSE", "idps").value == 2_032_011
    assert unread("PSE", "median_age")
    assert answer("PSE", "armed_forces") is MissingReason.NOT_APPLICABLE
    assert answer("PSE", "paramilitary") == 28_000


def test_san_marino_keeps_its_corps_though_another_state_defends_it():
    assert not [
        d for d in BATCH.observations if (d.country, d.indicator) == ("SMR", "armed_forces")
    ]
    assert answer("SMR", "conscription") == "authorised"


def test_prices_of_another_base_year_are_not_mixed_in():
    assert unread("COK", "gdp_pc")


def test_a_figure_in_another_currency_is_a_gap():
    assert unread("TKL", "gdp")


@pytest.mark.parametrize("indicator", ["gdp", "gdp_growth", "urban"])
def test_one_figure_for_two_countries_is_neither_s(indicator):
    assert unread("GGY", indicator)
    assert unread("JEY", indicator)
    assert answer("NOR", indicator)


def test_the_reach_of_an_urban_share_is_noted():
    assert total("SRB", "urban").note == "data include Kosovo"


def test_a_month_before_a_leading_and_an_empty_figure_beside_a_year_are_read():
    assert answer("ESH", "population") == 652_271
    assert (total("FLK", "life_expectancy").period, answer("FLK", "life_expectancy")) == (
        "2017",
        77.9,
    )
    assert total("FLK", "life_expectancy").method is Method.ESTIMATED
    assert (answer("MAF", "education_gdp"), answer("NRU", "education_gdp")) == (3.9, 5.7)
    assert total("MAF", "education_gdp").method is Method.ESTIMATED


def test_the_area_of_france_includes_its_overseas_regions():
    assert answer("FRA", "area") == 643_801


def test_uninhabited_islands_have_no_population_rather_than_zero():
    assert answer("HMD", "population") is MissingReason.NOT_APPLICABLE


def test_every_year_of_military_expenditure_is_kept():
    years = {
        d.period for d in BATCH.observations if (d.country, d.indicator) == ("USA", "milex_gdp")
    }
    assert years == {"2021", "2022", "2023", "2024", "2025"}


def test_a_connector_is_found_by_its_name():
    assert connector("factbook").name == "factbook"
    with pytest.raises(UnknownConnector):
        connector("yearbook")
