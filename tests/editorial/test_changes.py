"""What changes: old and new side by side, for drafts, submissions and releases alike."""

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial import changes
from atlas.editorial.changelog import changelog_sentences, next_label
from atlas.editorial.rows import batch_rows
from atlas.errors import UnknownRelease
from atlas.i18n import LANGUAGES, translator
from atlas.store import frames
from tests.invented import EDITOR, PUBLISHER, approve, batch, draft, release, source
from tests.invented_records import RECORDS, batch_of, judgement


@pytest.fixture
def published(staffed: Engine) -> Engine:
    release(staffed, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    approve(staffed, batch_of(judgement("URY", "conscientious_objection", "no")))
    release(staffed, "2026.2", draft("URY", value=2.5), draft("CHL", value=1.5))
    return staffed


def summary(found: changes.Changes) -> list[tuple[str, str, str]]:
    return [(p.kind, p.change, p.country) for p in found.pairs]


def test_between_two_releases(published: Engine) -> None:
    found = changes.between(published, "2026.1", "2026.2")
    assert summary(found) == [
        ("observation", "added", "CHL"),
        ("observation", "changed", "URY"),
        ("judgement", "added", "URY"),
    ]
    assert found.counts == {"added": 2, "changed": 1, "removed": 0, "unchanged": 1}


def test_backwards_what_was_added_is_removed(published: Engine) -> None:
    found = changes.between(published, "2026.2", "2026.1")
    assert found.counts == {"added": 0, "changed": 1, "removed": 2, "unchanged": 1}


def test_an_unknown_release_is_refused(published: Engine) -> None:
    with pytest.raises(UnknownRelease):
        changes.between(published, "2026.1", "2030.1")


def test_a_change_is_filled_with_both_sides_and_sources(published: Engine) -> None:
    found = changes.between(published, "2026.1", "2026.2").of(["URY"], ["milex_gdp"])
    (change,) = changes.load_changes(published, found.pairs)
    assert change.old is not None and change.new is not None
    assert (change.old["value"], change.new["value"]) == (2.0, 2.5)
    assert change.new["source"] == "Institute of Invented Figures, Yearbook (2026)"


def test_what_a_draft_would_change(published: Engine) -> None:
    given = batch(
        draft("URY", value=2.5),
        draft("CHL", value=1.7),
        draft("KEN", value=1.1, source="other"),
        sources=(source(), source("other", title="Other")),
    )
    rows = batch_rows(given)
    found = changes.of_rows(published, rows, changes.newest_number(published))
    assert found.counts == {"added": 1, "changed": 1, "removed": 0, "unchanged": 1}
    told = changes.load_changes(published, found.pairs, against=2, rows=rows, sources=given.sources)
    by_country = {change.pair.country: change for change in told}
    kenya, chile = by_country["KEN"], by_country["CHL"]
    assert kenya.beside is not None and kenya.beside["value"] == 1.0
    assert kenya.new is not None and kenya.new["source"].endswith("Other (2026)")
    assert chile.old is not None and chile.old["value"] == 1.5 and chile.beside is None


def test_what_a_submission_would_change(published: Engine) -> None:
    number = editorial.submit(published, batch(draft("CHL", value=9.0)), by=EDITOR, title="x")
    later = editorial.submit(published, batch(draft("CHL", value=1.5)), by=EDITOR, title="y")
    assert changes.of_submissions(published, [number], 2).counts["changed"] == 1
    # The later one says what stands already: together they change nothing.
    assert changes.of_submissions(published, [number, later], 2).counts["changed"] == 0


def test_before_the_first_release_all_is_new(staffed: Engine) -> None:
    assert changes.newest_number(staffed) is None
    found = changes.of_rows(staffed, batch_rows(batch(draft())), None)
    assert found.counts["added"] == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_changelog_is_made_from_the_changes(published: Engine, lang: str) -> None:
    lines = changelog_sentences(changes.between(published, "2026.1", "2026.2"), translator(lang))
    assert len(lines) == 5
    if lang == "en":
        assert lines[0] == "Figures: 1 added, 1 changed."
        assert lines[-1] == ("2 countries are affected, most of all Uruguay (2) · Chile (1).")


def test_a_rollback_is_told_as_any_release(published: Engine) -> None:
    label = editorial.roll_back(published, "2026.1", by=PUBLISHER)
    assert changes.between(published, "2026.1", label).pairs == ()
    assert changelog_sentences(changes.between(published, "2026.1", label), translator("en")) == [
        "Nothing differs."
    ]


@pytest.mark.parametrize(
    ("labels", "year", "following"),
    [
        ([], 2026, "2026.1"),
        (["2026.1"], 2026, "2026.2"),
        (["2026.9", "2026.10", "2026.9-r12"], 2026, "2026.11"),
        (["2026.4", "spring"], 2027, "2027.1"),
    ],
)
def test_the_next_label(labels: list[str], year: int, following: str) -> None:
    assert next_label(labels, year) == following


def test_only_what_differs_is_found_whatever_the_database_plans(staffed: Engine) -> None:
    """Some versions of SQLite misread a list of records beside a range of releases."""
    other = source("other", title="Other", preference=1)
    isos = ("URY", "CHL", "BRA", "KEN", "SRB", "PER", "FRA", "GHA")
    approve(staffed, batch_of(*RECORDS))  # another kind lets SQLite choose that plan
    release(staffed, "2026.1", *(draft(c, period=y) for c in isos for y in ("2022", "2024")))
    release(staffed, "2026.2", draft("URY", value=2.5), draft("NOR"), draft("ESP"))
    approve(staffed, batch(draft("CHL", value=3.0, source="other"), sources=(other,)))
    editorial.publish(staffed, label="2026.3", by=PUBLISHER)
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    labels = list(frames.list_releases(staffed)["label"])
    held = {label: set(frames.observations(staffed, release=label)["id"]) for label in labels}
    for old in labels:
        for new in labels:
            found = changes.between(staffed, old, new)
            pairs = [p for p in found.pairs if p.kind == "observation"]
            assert {p.old for p in pairs} - {None} == held[old] - held[new]
            assert {p.new for p in pairs} - {None} == held[new] - held[old]
            assert found.unchanged == len(held[old] & held[new]) + len(RECORDS)
