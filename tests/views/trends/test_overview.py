"""The overview in words: each sentence has its figures, each row its evidence."""

from dataclasses import replace

import pytest

from atlas.analysis.overview import Cell, Subject
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, translator
from atlas.views.trends.overview import findings, sections, sentence, shortages
from atlas.views.trends.overview_table import COLUMNS, overview_entry, overview_table

EN = translator("en")
FIVE = codebook().community_regions


def shares(*values: float, **fields: object) -> Subject:
    """Return a row on conscription whose five regions have these shares."""
    cells = tuple(
        Cell(r, "share", round(v / 5), 20, 25, v) for r, v in zip(FIVE, values, strict=True)
    )
    fields = {"kind": "category", "answer": "none", "theme": "service", **fields}
    return Subject("conscription", window=(2024, 2026), cells=cells, **fields)  # type: ignore[arg-type]


COMMON = shares(60, 65, 70, 80, 30, verdict="common", agreeing=FIVE[:4], strength=0.6)
UNIQUE = shares(10, 15, 20, 95, 20, verdict="unique", outlier="eastern_europe", p=0.001)
SHORT = shares(0, 0, 0, 0, 0, verdict="too-little-data", shortage="few-known")


def test_what_a_machine_read_says_so() -> None:
    row = replace(COMMON, by_machine=True)
    assert sentence(row, EN).endswith("Read by machine from constitutions, not confirmed.")
    assert "machine" not in sentence(replace(row, by_machine=False), EN)


def test_what_is_common_is_said_with_its_range() -> None:
    text = sentence(COMMON, EN)
    assert "“None” in most states of four of the regions: 60% to 80% of those known." in text


def test_what_is_unique_names_the_region_and_the_others_range() -> None:
    assert "Eastern Europe differs from all others: 95% against 10% to 20%." in sentence(UNIQUE, EN)


def test_what_cannot_be_said_says_why() -> None:
    assert "known for 100 of 125 states" in sentence(SHORT, EN)
    assert [(why, len(rows)) for why, rows in shortages([COMMON, SHORT], EN)] == [
        ("Known for too few states", 1)
    ]
    assert [section.verdict for section in sections([COMMON, SHORT], EN)] == ["common"]


def test_levels_are_written_as_precisely_as_their_indicator() -> None:
    cells = tuple(Cell(r, "level", 0, 20, 25, n + 0.5) for n, r in enumerate(FIVE))
    row = Subject("milex_gdp", "level", "budget", (2023, 2024), "none", cells)
    assert "from 0.5 (Latin America and the Caribbean) to 4.5" in sentence(row, EN)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_are_said_in_every_language(lang: str) -> None:
    common, unique = findings([COMMON, UNIQUE, SHORT], translator(lang))
    assert len(common) == len(unique) == 1
    assert "{" not in common[0].sentence + unique[0].sentence


def test_a_row_leads_to_its_evidence() -> None:
    assert overview_entry(COMMON, EN)["evidence"] == "/?indicator=conscription"


def test_a_file_has_a_line_for_each_subject_and_region() -> None:
    frame = overview_table([COMMON, UNIQUE], EN)
    assert list(frame) == list(COLUMNS)
    assert len(frame) == 10
    assert set(frame["region"]) == set(FIVE)
