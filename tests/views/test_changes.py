"""Changes in words and on a map; problems grouped."""

from __future__ import annotations

import base64
import json

import pytest

from atlas.editorial.changes import Change, Changes, Kinds, RecordPair
from atlas.i18n import LANGUAGES, translator
from atlas.intake.draft import Problem, Severity
from atlas.views.changes import as_address, change_rows, changes_map, effects
from atlas.views.problems import problem_groups, problem_rows

T = translator("en")
SOURCE = {
    "source": "Institute, Yearbook (2026)",
    "source_url": "https://invented.example",
    "licence": "CC0-1.0",
    "published": "2026-01-31",
    "accessed": "",
    "original": "2.5 per cent",
    "locator": "page 1",
    "method": "reported",
    "reliability": "stated",
    "note": "",
    "id": "a" * 24,
}


def pair(
    country: str, change: Kinds, kind: str = "observation", subject: str = "milex_gdp"
) -> RecordPair:
    return RecordPair(kind, change, country, subject, None, None)


def figure(value: float | None, **cells: object) -> dict[str, object]:
    row = {
        "country": "URY",
        "indicator": "milex_gdp",
        "period": "2024",
        "breakdown": "",
        "category": None,
    }
    return (
        SOURCE | row | {"value": value, "low": value, "high": value, "missing_reason": None} | cells
    )


def test_old_and_new_in_words() -> None:
    change = Change(pair("URY", "changed"), figure(2.0), figure(2.5, note="Revised accounts."))
    (row,) = change_rows([change], T)
    assert row.old is not None and row.new is not None
    assert (row.old.text, row.new.text, row.reason) == ("2", "2.5", "Revised accounts.")
    assert (row.country, row.subject, row.when, row.label) == (
        "Uruguay",
        "Military expenditure, share of GDP",
        "2024",
        "Changed",
    )
    assert row.new.proof.source == "Institute, Yearbook (2026)"


def test_absences_zero_and_nothing_do_not_look_alike() -> None:
    changes = [
        Change(pair("URY", "added"), None, figure(0.0)),
        Change(pair("CHL", "added"), None, figure(None, missing_reason="withheld")),
        Change(pair("PER", "added"), None, figure(None, missing_reason="no-data")),
        Change(pair("KEN", "removed"), figure(1.0), None),
    ]
    zero, withheld, none, removed = change_rows(changes, T)
    assert zero.new is not None and (zero.new.text, zero.new.absent) == ("0", False)
    assert withheld.new is not None and withheld.new.absent
    assert none.new is not None and none.new.text != withheld.new.text
    assert removed.new is None


def test_what_else_changed_is_named() -> None:
    change = Change(pair("URY", "changed"), figure(2.0), figure(2.0, locator="page 7"))
    (row,) = change_rows([change], T)
    assert row.also == ("Location in the source",)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_tells_kinds_of_change_apart(lang: str) -> None:
    found = Changes(
        (pair("URY", "added"), pair("CHL", "changed"), pair("KEN", "added"), pair("KEN", "removed"))
    )
    payload = changes_map(found, translator(lang))
    codes = {iso3: cell[""][0] for iso3, cell in payload["cells"].items()}
    assert codes == {"URY": "added", "CHL": "changed", "KEN": "several"}
    scale = payload["scale"]
    assert len(scale["codes"]) == len(scale["labels"]) == len(scale["light"]) == len(scale["dark"])
    held = base64.b64decode(as_address(payload).partition(",")[2])
    assert json.loads(held) == payload


def test_each_page_says_what_it_will_show() -> None:
    found = Changes((pair("URY", "added"), pair("URY", "removed", "judgement", "military_vote")))
    said = {effect.page: effect.said for effect in effects(found, T)}
    assert said["country"] == "1 added"
    assert said["law"] == "1 removed"
    assert "timeline" not in said


def test_problems_stand_with_the_gravest_first_and_are_counted() -> None:
    problems = [
        Problem(Severity.INFO, "left-out", "a", "b"),
        Problem(Severity.WARNING, "year-jump", "a", "b", row=3, column="value"),
        Problem(Severity.ERROR, "bad-period", "a", "b", row=2, params={"cell": "C2"}),
        Problem(Severity.ERROR, "unclear-column", "a", "b", row=1),
        Problem(Severity.ERROR, "bad-period", "a", "b", row=4),
    ]
    rows = problem_rows(problems, T, {"year-jump": "A war began.", "bad-period": "no"})
    assert [row.severity for row in rows] == ["error"] * 3 + ["warning", "info"]
    assert next((g.code, g.count) for g in problem_groups(rows)) == ("bad-period", 2)
    by_code = {row.code: row for row in rows}
    assert by_code["year-jump"].word == "A war began."
    assert by_code["bad-period"].word == ""  # an error is mended, not talked away
    assert not by_code["unclear-column"].mendable
    assert {row.letter for row in rows} == {"", "C"}


def test_a_problem_is_said_in_the_readers_language() -> None:
    template = "No country is called “{value}”."
    problem = Problem(
        Severity.ERROR,
        "unknown-country",
        "x",
        "y",
        params={"value": "Urugay", "template": template},
    )
    (row,) = problem_rows([problem], translator("fr"))
    assert "Urugay" in row.message and row.message != template.format(value="Urugay")
