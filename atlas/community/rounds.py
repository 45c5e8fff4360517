"""Priorities: members rank issues in rounds; a result is shown when the round is over.

After the Delphi method (N. Dalkey and O. Helmer, 1963): a later round shows members the result of
the one before. One organisation has one ranking, and may change it while the round is open. No
single ranking is ever shown, and no result of fewer than ``agreement.FEW`` rankers.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from atlas.analysis.agreement import FEW, Standing, by_group, consensus_ranking, leading_groups
from atlas.community.endorsements import acting
from atlas.community.entries import EntryVersion, published_entry, require_organisation
from atlas.community.errors import BadEntry, RoundClosed
from atlas.community.members import organisation_region
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.i18n import N_
from atlas.store.community import ranking
from atlas.store.engine import writing


@dataclass(frozen=True)
class RoundResult:
    """A round's outcome. ``overall`` is None while it is open or has too few rankers.

    ``regions`` holds the groups that may be shown; ``hidden`` says whether some may not.
    ``shared`` maps an issue to the regions at whose head it stands.
    """

    round: EntryVersion
    rankers: int
    closed: bool
    overall: Standing | None
    regions: dict[str, Standing]
    shared: dict[str, tuple[str, ...]]
    hidden: bool


def rank(
    engine: Engine, entry: str, places: Sequence[str], *, by: str, today: dt.date | None = None
) -> None:
    """Store one's organisation's ranking, the most important first; a new one replaces it.

    Raises
    ------
    UnknownEntry, RoundClosed, BadEntry, TooManyAttempts, NoOrganisation, NotAllowed,
    UnknownAccount
    """
    round_entry = published_entry(engine, entry, "round")
    day = today or dt.datetime.now(dt.UTC).date()
    if not round_entry.content.open_on(day):
        dates = {"opens": round_entry.content.opens, "closes": round_entry.content.closes}
        raise RoundClosed(RoundClosed.template, **dates)
    if sorted(places) != sorted(round_entry.content.issues):
        raise BadEntry(N_("Rank every issue of the round once."))
    with writing(engine) as connection:
        organisation = acting(connection, by)
        own = (ranking.c.round == round_entry.entry) & (ranking.c.organisation == organisation)
        connection.execute(delete(ranking).where(own))
        values = {
            "round": round_entry.entry,
            "organisation": organisation,
            "places": json.dumps(list(places)),
            "region": organisation_region(connection, organisation),
            "ranked_at": dt.datetime.now(dt.UTC),
        }
        connection.execute(insert(ranking).values(values))
        # What was ranked, and by which organisation, is in no log.
        record(connection, by, "rank", round_entry.entry)


def own_ranking(engine: Engine, entry: str, *, by: str) -> tuple[str, ...]:
    """Return the ranking that one's organisation gave; empty without one.

    Raises
    ------
    NoOrganisation, NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        require(connection, by, "take-part")
        organisation = require_organisation(connection, by)
        own = (ranking.c.round == entry) & (ranking.c.organisation == organisation)
        places = connection.execute(select(ranking.c.places).where(own)).scalar()
    return tuple(json.loads(places)) if places else ()


def result(engine: Engine, entry: str, *, today: dt.date | None = None) -> RoundResult:
    """Return a round's outcome, with all that may be shown of it and nothing else.

    Raises
    ------
    UnknownEntry
    """
    round_entry = published_entry(engine, entry, "round")
    day = today or dt.datetime.now(dt.UTC).date()
    is_closed = day.isoformat() > round_entry.content.closes
    query = select(ranking.c.places, ranking.c.region).where(ranking.c.round == round_entry.entry)
    with engine.connect() as connection:
        # Sorted by what they say: the order in which organisations ranked tells nothing.
        ballots = sorted((tuple(json.loads(p)), region) for p, region in connection.execute(query))
    if not is_closed or len(ballots) < FEW:
        return RoundResult(round_entry, len(ballots), is_closed, None, {}, {}, hidden=bool(ballots))
    rankings, regions = [g[0] for g in ballots], [g[1] for g in ballots]
    items = round_entry.content.issues
    groups = dict(by_group(rankings, regions, items))
    has_hidden = set(regions) != set(groups)
    overall = consensus_ranking(rankings, items)
    return RoundResult(
        round_entry,
        len(ballots),
        is_closed,
        overall,
        groups,
        leading_groups(groups),
        hidden=has_hidden,
    )
