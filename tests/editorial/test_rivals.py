"""Two submissions that wait with other answers for one key and source."""

from __future__ import annotations

from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.rivals import contested_submissions, rivals_of
from atlas.store import frames
from tests.invented import EDITOR, PUBLISHER, approve, batch, draft


def statuses(engine: Engine) -> list[str]:
    frame = editorial.submissions(engine).sort_values("id")
    return list(frame["status"])


def test_each_of_two_rivals_names_the_other(staffed: Engine) -> None:
    first = editorial.submit(staffed, batch(draft("URY", value=2.0)), by=EDITOR, title="a")
    second = editorial.submit(staffed, batch(draft("URY", value=3.0)), by=EDITOR, title="b")
    assert rivals_of(staffed, first) == [second]
    assert rivals_of(staffed, second) == [first]


def test_the_same_answer_and_another_key_are_no_rivals(staffed: Engine) -> None:
    first = editorial.submit(staffed, batch(draft("URY", value=2.0)), by=EDITOR, title="a")
    editorial.submit(staffed, batch(draft("URY", value=2.0)), by=EDITOR, title="same")
    editorial.submit(staffed, batch(draft("KEN", value=3.0)), by=EDITOR, title="other")
    assert rivals_of(staffed, first) == []


def test_the_one_that_is_replaced_is_not_called_published(staffed: Engine) -> None:
    approve(staffed, batch(draft("URY", value=2.0)))
    approve(staffed, batch(draft("URY", value=3.0)))
    assert contested_submissions(staffed) == {1: [2]}
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert statuses(staffed) == ["replaced", "published"]
    assert frames.observations(staffed)["value"].tolist() == [3.0]


def test_one_that_loses_a_part_is_published_with_the_rest(staffed: Engine) -> None:
    approve(staffed, batch(draft("URY", value=2.0), draft("KEN", value=1.0)))
    approve(staffed, batch(draft("URY", value=3.0)))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert statuses(staffed) == ["published", "published"]


def test_a_published_answer_is_no_rival(staffed: Engine) -> None:
    approve(staffed, batch(draft("URY", value=2.0)))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    approve(staffed, batch(draft("URY", value=3.0)))
    assert contested_submissions(staffed) == {}
    editorial.publish(staffed, label="2026.2", by=PUBLISHER)
    assert statuses(staffed) == ["published", "published"]
