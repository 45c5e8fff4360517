"""Disclosure as tiles, rows, words and maps: no two kinds of absence look alike."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from atlas.analysis.disclosure import STATUSES, Turn, scores, status_matrix, statuses
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.settings import ASSETS
from atlas.views.disclosure.map import NAMES, score_map, status_map
from atlas.views.disclosure.tables import (
    content_rows,
    disclosure_sentences,
    publication_answers,
    theme_shares,
    tile_groups,
    turn_rows,
)
from tests.analysis.frames import frame, row

EN = translator("en")
MILEX = codebook().indicators["milex_gdp"]
ROWS = frame(
    row("URY", 2024, 2.0),
    row("CHL", 2024, 1.5, method="estimated", reliability="estimate"),
    row("CUB", 2022, 1.0),
    row("CUB", 2024, missing_reason="withheld"),
    row("CRI", 2024, missing_reason="not-applicable"),
)
FIVE = ("URY", "CHL", "CUB", "CRI", "KEN")
ONE = ("milex_gdp",)


def test_tiles_say_their_status_in_words() -> None:
    groups = tile_groups(status_matrix(statuses(ROWS), ONE, FIVE), ONE, FIVE, EN)
    tiles = {r.iso3: r.tiles[0] for _, rows in groups for r in rows}
    assert {c: t.status for c, t in tiles.items()} == {
        "URY": "published",
        "CHL": "estimated",
        "CUB": "withheld",
        "CRI": "not-applicable",
        "KEN": "no-data",
    }
    assert tiles["CUB"].label.endswith("Withheld by the state (2024). Last value: 2022")
    assert tiles["KEN"].year == ""
    assert groups[0][0] == "Latin America and the Caribbean"


def test_every_status_has_a_name_and_a_look_of_its_own() -> None:
    assert list(NAMES) == list(STATUSES)
    assert len(set(NAMES.values())) == len(STATUSES)
    css = (ASSETS / "css" / "comparing.css").read_text(encoding="utf-8")
    looks = dict(re.findall(r"^\.atlas-tiles \.s-([\w-]+) \{ (.*) \}$", css, re.MULTILINE))
    assert set(looks) == set(STATUSES)
    assert len(set(looks.values())) == len(STATUSES)


def test_what_a_release_contains_is_listed_by_name_and_without_a_rank() -> None:
    names = ("milex_gdp", "milex_usd", "reserves")
    rows = frame(*(row("URY", 2024, 1.0, indicator=i) for i in names), row("CHL", 2024, 1.0))
    own = pd.Series({"URY": 50.0})
    made = content_rows(scores(statuses(rows), names, ("URY", "CHL"), own), EN)
    assert [(r.iso3, r.valued, r.score) for r in made] == [("CHL", 1, ""), ("URY", 3, "50")]


def test_sentences_tell_withheld_from_unknown() -> None:
    words = disclosure_sentences(scores(statuses(ROWS), ONE, FIVE), ONE, EN)
    assert "2 of 4 expected figures have a value (countries: 5; indicators: 1)." in words[0]
    assert words[1] == "1 figure is withheld by a state, as a source says."
    quiet = disclosure_sentences(scores(statuses(ROWS), ONE, ("URY", "KEN")), ONE, EN)
    assert "No source of this release says" in quiet[1]
    assert "no state has a score" in quiet[2]


def test_shares_by_theme() -> None:
    themes, shares = theme_shares(status_matrix(statuses(ROWS), ONE, FIVE), EN)
    assert [theme for theme, _ in themes] == ["budget"]
    assert shares[("URY", "budget")] == (1, 1)
    assert shares[("CRI", "budget")] == (0, 0)


def test_coded_answers_on_publication_stand_beside() -> None:
    columns = ["country", "question", "answer", "missing_reason", "period"]
    answers = pd.DataFrame(
        [
            ("URY", "defence_budget_published", "partly", None, "2024"),
            ("URY", "white_paper", "", "withheld", "2023"),
            ("KEN", "defence_audit", "yes", None, "2024"),
        ],
        columns=columns,
    )
    assert publication_answers(answers, "URY", EN) == [
        ("Defence budget published", "Partly", "2024"),
        ("Public white paper", "Withheld by the state", "2023"),
        ("Access to information on defence", "No answer in this release", ""),
        ("Audit of the armed forces", "No answer in this release", ""),
    ]


def test_turns_are_named() -> None:
    turn = Turn("CUB", "milex_gdp", "published", "withheld", 2022)
    assert turn_rows([turn], EN) == [
        ("Cuba", MILEX.name, "Value, stated by the source", "Withheld by the state", "2022")
    ]


def test_the_status_map_keeps_patterns_for_absence() -> None:
    payload = status_map(ROWS, MILEX, "", EN)
    cells = {c: next(iter(years.values())) for c, years in payload["cells"].items()}
    assert cells["URY"][0] == "published"
    assert cells["CHL"][0] == "estimated"
    assert (cells["CUB"][0], cells["CUB"][-1]) == (None, "withheld")
    assert cells["CRI"][-1] == "not-applicable"
    assert "KEN" not in cells
    assert payload["scale"]["codes"] == ["published", "estimated"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_score_map_leaves_out_whom_it_does_not_score(lang: str) -> None:
    found = scores(statuses(ROWS), ONE, FIVE)["score"]
    found.loc["URY"] = 71.26
    payload = score_map(found, 2024, "2026.1", "", translator(lang))
    assert payload["cells"]["URY"]["2024"][0] == 71.3
    assert "KEN" not in payload["cells"]
    assert payload["cells"]["GRL"]["2024"][-1] == "not-applicable"
    assert payload["sources"][0]["source_url"].startswith("/disclosure?")
