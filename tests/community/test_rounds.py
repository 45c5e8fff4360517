"""Rounds: who ranks when, and that no small group's result is ever told."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from atlas.community.entries import published_entries
from atlas.community.errors import BadEntry, NoOrganisation, RoundClosed
from atlas.community.leaving import erase_organisation
from atlas.community.proposing import propose_entry
from atlas.community.rounds import own_ranking, rank, result
from atlas.store.community import ranking
from tests.community.conftest import let, organisation
from tests.invented import EDITOR

DURING, AFTER = dt.date(2026, 5, 1), dt.date(2026, 7, 1)


@pytest.fixture
def opened(staffed: Engine) -> tuple[Engine, str, list[str]]:
    """Return a database with a round of three issues."""
    issues = [let(staffed, "issue", statement={"en": f"Issue {n}"}).entry for n in "ABC"]
    made = let(
        staffed,
        "round",
        title={"en": "First round"},
        issues=issues,
        opens="2026-04-01",
        closes="2026-06-01",
    )
    return staffed, made.entry, issues


def ranked(engine: Engine, entry: str, issues: list[str], region: str, count: int) -> None:
    for number in range(count):
        name = f"{region}{number}"
        organisation(engine, name, region)
        rank(engine, entry, issues, by=name, today=DURING)


def test_nothing_is_told_while_a_round_is_open(opened: tuple[Engine, str, list[str]]) -> None:
    engine, entry, issues = opened
    ranked(engine, entry, issues, "asia", 5)
    found = result(engine, entry, today=DURING)
    assert (found.rankers, found.overall, found.regions) == (5, None, {})
    over = result(engine, entry, today=AFTER)
    assert over.overall is not None
    assert over.overall.order == tuple(issues)
    assert over.overall.agreement is not None
    assert over.overall.agreement.w == pytest.approx(1.0)


def test_small_groups_are_hidden_and_cannot_be_reckoned(
    opened: tuple[Engine, str, list[str]],
) -> None:
    engine, entry, issues = opened
    ranked(engine, entry, issues, "asia", 6)
    ranked(engine, entry, issues[::-1], "africa", 5)
    found = result(engine, entry, today=AFTER)
    assert set(found.regions) == {"asia", "africa"}
    assert not found.hidden
    assert found.shared[issues[0]] == ("africa", "asia")
    ranked(engine, entry, issues, "mena", 2)
    found = result(engine, entry, today=AFTER)
    assert set(found.regions) == {"asia"}
    assert found.hidden


def test_who_leaves_is_counted_on_and_found_in_no_ranking(
    opened: tuple[Engine, str, list[str]],
) -> None:
    engine, entry, issues = opened
    ranked(engine, entry, issues, "asia", 5)
    before = result(engine, entry, today=AFTER)
    own = next(
        e.entry for e in published_entries(engine, "organisation") if e.content.name == "asia0"
    )
    erase_organisation(engine, own, by="asia0")
    assert result(engine, entry, today=AFTER).overall == before.overall
    with engine.connect() as connection:
        assert own not in set(connection.execute(select(ranking.c.organisation)).scalars())


def test_too_few_rankers_have_no_result(opened: tuple[Engine, str, list[str]]) -> None:
    engine, entry, issues = opened
    ranked(engine, entry, issues, "asia", 4)
    found = result(engine, entry, today=AFTER)
    assert (found.overall, found.regions) == (None, {})


def test_rankings_are_whole_in_time_and_may_be_changed(
    opened: tuple[Engine, str, list[str]],
) -> None:
    engine, entry, issues = opened
    ranked(engine, entry, issues, "asia", 1)
    assert own_ranking(engine, entry, by="asia0") == tuple(issues)
    rank(engine, entry, issues[::-1], by="asia0", today=DURING)
    assert own_ranking(engine, entry, by="asia0") == tuple(issues[::-1])
    assert result(engine, entry, today=DURING).rankers == 1
    with pytest.raises(RoundClosed):
        rank(engine, entry, issues, by="asia0", today=AFTER)
    for bad in (issues[:2], [*issues, issues[0]], []):
        with pytest.raises(BadEntry):
            rank(engine, entry, bad, by="asia0", today=DURING)
    with pytest.raises(NoOrganisation):
        rank(engine, entry, issues, by=EDITOR, today=DURING)


def test_a_round_stays_what_its_rankers_were_told(opened: tuple[Engine, str, list[str]]) -> None:
    engine, entry, issues = opened
    said = {"title": {"en": "First round"}, "opens": "2026-04-01", "closes": "2026-12-01"}
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    longer = propose_entry(
        engine, "round", {**said, "issues": issues}, by=EDITOR, entry=entry, now=now
    )
    assert longer.version == 2
    with pytest.raises(BadEntry):
        fewer = {**said, "issues": issues[::-1]}
        propose_entry(engine, "round", fewer, by=EDITOR, entry=entry, now=now)
    with pytest.raises(BadEntry):
        late = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
        propose_entry(engine, "round", {**said, "issues": issues}, by=EDITOR, entry=entry, now=late)
