"""The founding facts: exact, in four languages, stored once."""

from sqlalchemy import Engine

from atlas.community.entries import published_entries, published_entry
from atlas.community.founding import founding, store_founding
from atlas.community.leaving import altered_entries
from atlas.editorial import verify
from atlas.i18n import LANGUAGES
from tests.community.conftest import let

ROAD = [
    ("PAN", "2017-07", ""),
    ("ARG", "2017-09", ""),
    ("LBR", "2018-05", ""),
    ("MAR", "2018-08", ""),
    ("MYS", "2018-12", ""),
    ("MYS", "2019-08", ""),
    ("DEU", "2019-11-24", "2019-11-26"),
]
FOUND = {
    "issue-beyond-borders": ("asia",),
    "issue-funding": ("africa",),
    "issue-beyond-advocacy": ("africa",),
    "issue-parallel-transitions": ("eastern_europe", "latin_america"),
    "issue-difficult-contexts": ("mena",),
}


def test_the_road_so_far_is_told_exactly(staffed: Engine) -> None:
    store_founding(staffed)
    road = published_entries(staffed, "meeting")
    assert [(m.content.country, m.content.start, m.content.end) for m in road] == ROAD
    berlin = road[-1].content.about["en"]
    for fact in ("RESDAL", "Belgrade Centre for Security Policy", "National Endowment", "twenty"):
        assert fact in berlin


def test_the_issues_are_those_that_the_consultation_found(staffed: Engine) -> None:
    store_founding(staffed)
    known = {e.entry: e.content for e in published_entries(staffed, "issue")}
    for entry, regions in FOUND.items():
        assert (known[entry].reach, known[entry].regions) == ("particular", regions)
    common = {e: c for e, c in known.items() if e not in FOUND}
    assert all(c.reach == "common" and len(c.regions) == 5 for c in common.values())
    assert len(common) == 3
    assert all(c.views for c in known.values())


def test_every_founding_text_is_in_four_languages() -> None:
    for _, entry, content in founding():
        for name, value in content:
            if isinstance(value, dict) and value:
                assert set(value) == set(LANGUAGES), f"{entry} {name}"


def test_founding_entries_are_stored_once_and_changes_of_members_stay(staffed: Engine) -> None:
    assert store_founding(staffed) == len(founding())
    assert store_founding(staffed) == 0
    text = {"title": {"en": "Mission"}, "body": {"en": "Changed."}}
    let(staffed, "statement", entry="statement-mission", **text)
    assert store_founding(staffed) == 0
    assert published_entry(staffed, "statement-mission").content.body == {"en": "Changed."}
    assert verify(staffed, altered_entries).intact
