"""The treaties of the codebook and the facts that the starter holds of them."""

from collections import Counter

import pytest

from atlas.analysis.waves import JOINING, LEAVING, memberships, year_fraction
from atlas.codebook import codebook
from atlas.intake.checks import check_batch
from atlas.intake.draft import DraftTreatyAction
from atlas.intake.treaties import read_treaties

TREATIES = codebook().instruments
BATCH = read_treaties()


def test_the_facts_break_no_rule() -> None:
    assert check_batch(BATCH) == []


@pytest.mark.parametrize("code", TREATIES)
def test_a_treaty_is_on_a_theme_and_open_to_somebody(code: str) -> None:
    book, entry = codebook(), TREATIES[code]
    assert entry.theme in {theme.id for theme in book.themes}
    known = {"world", *book.organisations, *book.countries}
    assert set(entry.scope.split()) <= known
    assert entry.adopted <= entry.opened <= entry.as_of


def test_every_treaty_has_actions_and_every_action_a_treaty() -> None:
    assert {draft.instrument for draft in BATCH.records} == set(TREATIES)


def _order(draft: DraftTreatyAction) -> tuple[str, float, bool]:
    return draft.country, year_fraction(draft.date), draft.action in JOINING


def test_no_state_joins_twice_without_leaving_between() -> None:
    """A second joining after no withdrawal would count one state for two."""
    twice = []
    for code in TREATIES:
        inside: set[str] = set()
        own = [d for d in BATCH.records if d.instrument == code]
        for draft in sorted(own, key=_order):
            if draft.action in JOINING:
                twice += [(code, draft.country)] if draft.country in inside else []
                inside.add(draft.country)
            elif draft.action in (LEAVING, "withdrawal-notified"):
                inside.discard(draft.country)
    assert twice == []


@pytest.mark.parametrize(
    ("code", "parties"),
    [("rome-statute", 125), ("cwc", 193), ("cedaw", 189), ("iccpr", 174), ("opcat", 95)],
)
def test_the_parties_are_as_many_as_the_depositary_counts(code: str, parties: int) -> None:
    """A state more or less since the list was read is no mistake; a dozen would be."""
    import pandas as pd

    rows = [(d.country, d.action, d.date) for d in BATCH.records if d.instrument == code]
    frame = pd.DataFrame(rows, columns=["country", "action", "date"])
    until = year_fraction(TREATIES[code].as_of)
    count = sum(m.left is None for m in memberships(frame, until))
    assert abs(count - parties) <= 2


def test_what_one_list_alone_says_is_uncertain() -> None:
    marks = Counter(draft.reliability for draft in BATCH.records)
    assert marks["stated"] > 800
    assert marks["uncertain"] > 800
