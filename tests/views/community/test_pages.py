"""What the community's pages draw: spans, stations, cards, matches, steps of the road."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from atlas.community.entries import EntryVersion
from atlas.community.founding import founding
from atlas.community.kinds import KINDS
from atlas.community.members import Face
from atlas.geometry import world_svg
from atlas.geometry.files import LAND, LAND_HEIGHT
from atlas.i18n import LANGUAGES, translator
from atlas.store.replies import RecordPlace, Reply, ReplyRelease
from atlas.views.community import actions, directory, exchange
from atlas.views.community import road as stations
from atlas.views.community import two_way_road as twoway
from atlas.views.community.concept import aims, concept_text
from atlas.views.timeline.dates import date_range_text

T = translator("en")
DAY = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
FACES = {"a": Face("a", "Amani", known=True), "b": Face("b", "A member organisation", known=False)}


def entry(
    kind: str, key: str = "x", *, organisation: str | None = None, **said: Any
) -> EntryVersion:
    content = KINDS[kind].model_validate(said)
    return EntryVersion(1, key, kind, 1, content, "published", organisation, "", DAY, None, DAY, "")


def seeds(kind: str) -> list[EntryVersion]:
    found = [(key, content) for k, key, content in founding() if k == kind]
    return [
        EntryVersion(n, key, kind, 1, content, "published", None, "", DAY, None, DAY, "")
        for n, (key, content) in enumerate(found, start=1)
    ]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026", "", "2026"),
        ("2026-03", "2026-03", "March 2026"),
        ("2026", "2027-02", "2026 – February 2027"),
        ("2025-11-03", "2026-04-30", "Nov 3, 2025\u2009–\u2009Apr 30, 2026"),
    ],
)
def test_a_span_is_as_exact_as_it_was_given(start: str, end: str, said: str) -> None:
    assert date_range_text(start, end, "en") == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_stations_stand_in_order_on_map_and_axis(lang: str) -> None:
    found = stations.stations(seeds("meeting"), translator(lang))
    assert [s.number for s in found] == [1, 2, 3, 4, 5, 6, 7]
    along = [s.along for s in found]
    assert along == sorted(along)
    assert 0 < along[0] < along[-1] < 100
    assert {(s.x, s.y) for s in found if s.number in (5, 6)} == {(found[4].x, found[4].y)}
    panama, argentina, berlin = found[0], found[1], found[6]
    assert panama.x < argentina.x < berlin.x < found[4].x
    assert berlin.y < panama.y < argentina.y
    assert [p.numbers for p in stations.map_points(found)][4] == (5, 6)


def test_a_point_lies_within_its_country() -> None:
    labels, (_, _, width, _) = world_svg()["labels"], world_svg()["viewBox"]
    for each, iso3 in zip(stations.stations(seeds("meeting"), T), ("PAN", "ARG"), strict=False):
        x, y = each.x * width / 100, each.y * LAND_HEIGHT / 100
        assert abs(x - labels[iso3][0]) < 60
        assert abs(y - labels[iso3][1]) < 60


def test_the_land_is_a_small_file_in_the_drawing_s_units() -> None:
    drawn = LAND.read_text(encoding="utf-8")
    assert f'viewBox="0 0 {world_svg()["viewBox"][2]} {LAND_HEIGHT}"' in drawn
    assert len(drawn) < 60_000


def test_a_text_has_its_earlier_versions_and_an_objective_its_steps() -> None:
    old = entry("statement", title={"en": "Mission"}, body={"en": "Old."})
    new = entry("statement", title={"en": "Mission"}, body={"fr": "Nouveau."})
    found = concept_text([new, old], T)
    assert (found.now.body.text, found.now.body.own) == ("Nouveau.", False)
    assert [v.body.text for v in found.before] == ["Old."]
    first = aims(seeds("objective"), T)[0]
    assert (first.done, first.steps, first.progress) == (2, 3, "Under way")


def test_an_action_is_late_when_its_end_has_passed_and_it_is_not_over() -> None:
    said = {"title": {"en": "x"}, "issue": "i", "owner": "a", "start": "2026-01"}
    known = [
        entry("action", "over", **said, end="2026-03", state="done"),
        entry("action", "late", **said, end="2026-03", state="under-way"),
        entry("action", "now", **said, end="2026-05", partners=["b"]),
        entry("action", "open", **{**said, "start": "2025"}),
    ]
    cards = actions.action_cards(known, {}, FACES, T, today="2026-05-04", own="b")
    assert [c.entry for c in cards] == ["open", "over", "late", "now"]
    assert [c.entry for c in cards if c.late] == ["late"]
    assert [c.entry for c in cards if c.own] == ["now"]
    assert [len(g.cards) for g in actions.action_board(cards, T)] == [2, 1, 1, 0]
    assert [g.code for g in actions.by_issue(cards)] == ["i"]
    regions = {"a": "africa", "b": "asia"}
    assert [e.entry for e in actions.filter_actions(known, region="asia", regions=regions)] == [
        "now"
    ]


def test_a_need_that_has_ended_is_not_asked_any_more() -> None:
    said = {"side": "need", "theme": "budget", "region": "asia", "words": {"en": "x"}}
    known = [entry("exchange", until, **said, until=until) for until in ("2026", "2026-04", "")]
    assert [e.entry for e in exchange.unexpired_entries(known, "2026-05-04")] == ["2026", ""]


def test_the_matrix_has_the_fields_in_use_and_all_regions() -> None:
    said = {"theme": "budget", "words": {"en": "x"}}
    known = [
        entry("exchange", "n", side="need", region="asia", organisation="a", **said),
        entry("exchange", "o", side="offer", region="oceania", organisation="b", **said),
    ]
    (line,) = exchange.exchange_rows(known, T)
    assert [(c.region, c.needs, c.offers) for c in line.cells if c.needs or c.offers] == [
        ("asia", 1, 0),
        ("oceania", 0, 1),
    ]
    (match,) = exchange.matches(known, FACES, T)
    assert (match.need.who.name, match.offer.region, match.across) == ("Amani", "Oceania", True)


def test_an_entry_of_the_editors_is_no_member_s() -> None:
    said = {"title": {"en": "How"}, "region": "asia", "context": {"en": "x"}}
    made = [entry("practice", **said), entry("practice", organisation="a", **said)]
    assert [c.who.name for c in directory.cases(made, FACES, T)] == ["Amani", "The editors"]


def test_one_s_own_organisation_stands_first() -> None:
    known = [entry("organisation", k, name=k.upper(), region="asia") for k in ("a", "b", "c")]
    assert [m.name for m in directory.directory_members(known, T, own="c")] == ["C", "A", "B"]
    assert {c: n for c, _, n in directory.region_counts(known, T)}["asia"] == 3


def test_a_reply_is_a_step_and_the_release_that_took_it_another() -> None:
    place = RecordPlace("observation", "URY", "milex_gdp", "2024")
    said = {"value": 2.4, "answer": None, "statement": "Con pensiones.", "language": "es"}
    document = {"title": "", "url": "", "sha256": None}
    seen = {"at": DAY, "status": "accepted", "shown_at": DAY, "by": "o"}
    reply = Reply(id=7, place=place, record_id="r", **said, **document, **seen)  # type: ignore[arg-type]
    release = ReplyRelease("2026.2", "2026.1", "2026-06-01")
    found = twoway.reply_steps([reply], {7: release}, T)
    assert [(s.step, s.value, s.state.lang) for s in found] == [
        ("reply", "2.4% of GDP", "es"),
        ("change", "", "en"),
    ]
    assert all(not s.waits for s in found)
    assert found[1].links[0][0] == "/changes?from=2026.1&to=2026.2&country=URY"


def test_a_contact_names_the_side_that_waits() -> None:
    said = {"step": "question", "country": "SRB", "institution": {"en": "Ministry"}}
    asked = entry("contact", "q", organisation="b", **said, date="2026-02", society={"en": "?"})
    given_ = entry("contact", "d", **{**said, "step": "data"}, date="2026-02", state={"en": "!"})
    steps = twoway.contacts([given_, asked], FACES, T, own="b", home="")
    assert [(s.entry, sorted(s.waits), s.own) for s in steps] == [
        ("d", ["society"], False),
        ("q", ["state"], True),
    ]
    (road,) = twoway.roads(steps, T)
    assert [s.entry for s in road.steps] == ["q", "d"], "a question comes before its answer"
    assert twoway.two_way_summary(steps, T)[0] == "2 steps are recorded."
    assert [n for _, _, n in twoway.step_counts(steps, T)] == [1, 1, 0, 0]
