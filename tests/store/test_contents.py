"""What a release holds is counted once, and stays right."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select, update

from atlas import editorial
from atlas.editorial.takedown import take_down
from atlas.store import contents, frames
from atlas.store.contents import release_content
from atlas.store.engine import migrate
from atlas.store.schema import observation, release
from tests.invented import ADMIN, PUBLISHER, add_staff, draft, source
from tests.invented import release as publish
from tests.older import take_back

Counts = dict[str, contents.Counts]


@pytest.fixture
def three(engine: Engine) -> Engine:
    """Return a database with three releases: the second adds and replaces, the third is the first.

    The replaced figure was in the first release only.
    """
    add_staff(engine)
    publish(engine, "2026.1", draft("URY"), draft("CHL"), draft("URY", "armed_forces"))
    other = source("survey", publisher="Another institute")
    both = draft("URY", value=2.5), draft("KEN", source="survey")
    publish(engine, "2026.2", *both, sources=(source(), other))
    editorial.roll_back(engine, "2026.1", by=PUBLISHER)
    return engine


def stored(engine: Engine) -> Counts:
    columns = (release.c.label, *list(release_content.c)[1:])
    query = select(*columns).join(release, release.c.sequence == release_content.c.sequence)
    found: Counts = {label: {} for label in frames.labels(engine)}
    with engine.connect() as connection:
        for label, indicator, origin, n in connection.execute(query):
            found[label][indicator, origin] = n
    return found


def counted(engine: Engine) -> Counts:
    with engine.connect() as connection:
        numbers = connection.execute(select(release.c.label, release.c.sequence)).all()
        return {label: contents.count_observations(connection, number) for label, number in numbers}


def test_each_release_holds_what_its_memberships_say(three: Engine) -> None:
    own, other = ("milex_gdp", "yearbook-2026"), ("milex_gdp", "survey")
    forces = ("armed_forces", "yearbook-2026")
    assert stored(three) == counted(three)
    assert stored(three) == {
        "2026.1": {own: 2, forces: 1},
        "2026.2": {own: 2, other: 1, forces: 1},
        "2026.1-r3": {own: 2, forces: 1},
    }
    assert frames.list_releases(three)["observations"].tolist() == [3, 4, 3]


def test_a_take_down_leaves_the_counts_of_every_release_that_held_it(three: Engine) -> None:
    with three.connect() as connection:
        forces = connection.execute(
            select(observation.c.id).where(observation.c.indicator == "armed_forces")
        ).scalar_one()
        abroad = connection.execute(
            select(observation.c.id).where(observation.c.country == "KEN")
        ).scalar_one()
    for record in (forces, abroad, forces):
        take_down(three, "observation", record, reason="asked for", by=ADMIN)
    assert stored(three) == counted(three)
    assert frames.list_releases(three)["observations"].tolist() == [2, 2, 2]
    assert frames.indicators_with_data(three, release="2026.1") == ["milex_gdp"]
    assert frames.sources(three, "2026.2")["id"].tolist() == ["yearbook-2026"]
    assert editorial.verify(three).intact


def test_an_altered_count_is_noticed(three: Engine) -> None:
    this = (release_content.c.sequence == 2) & (release_content.c.indicator == "armed_forces")
    with three.begin() as connection:
        connection.execute(update(release_content).where(this).values(observations=7))
    with three.connect() as connection:
        assert list(contents.altered_releases(connection)) == ["contents of release 2026.2"]
    assert not editorial.verify(three).intact


def test_a_database_from_before_is_counted_when_it_is_opened(three: Engine) -> None:
    with three.connect() as connection:
        record = connection.execute(
            select(observation.c.id).where(observation.c.country == "KEN")
        ).scalar_one()
    take_down(three, "observation", record, reason="asked for", by=ADMIN)
    before = stored(three)
    take_back(three)
    migrate(three)
    assert stored(three) == before == counted(three)
    assert editorial.verify(three).intact


def test_newest_sayings_are_those_of_the_whole_release(three: Engine) -> None:
    from atlas.analysis.selection import select_newest_statements

    publish(
        three,
        "2026.4",
        draft("URY", period="2020", value=1.0),
        draft("URY", period="2025", value=None, missing="withheld"),
        draft("BRA", period="2023", value=None, missing="no-data"),
        draft("BRA", period="2021", value=None, missing="withheld"),
        draft("CHL", period="2025", value=9.0, breakdown="branch=army"),
        draft("KEN", period="2024-01/2024-06", value=3.0),
        draft("KEN", period="2024-07/2024-12", value=4.0),
    )
    whole = select_newest_statements(frames.observations(three))["id"].tolist()
    assert frames.newest_statements(three)["id"].tolist() == whole
    assert len(whole) == 5
