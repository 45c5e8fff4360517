"""The first releases of an installation: the starter's editions, reviewed and published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from atlas.editorial.accounts import Role, add_account
from atlas.editorial.names import STARTER_EDITOR, STARTER_PUBLISHER
from atlas.editorial.releases import Member, NothingToPublish, ReleaseExists, publish
from atlas.editorial.reviews import AlreadyDecided, review
from atlas.editorial.rows import batch_rows
from atlas.editorial.submissions import submissions, submit
from atlas.intake.draft import Batch
from atlas.intake.law import read_law
from atlas.intake.starter import outdated, read_earlier, read_starter
from atlas.intake.treaties import read_treaties
from atlas.store import frames

NOTHING = Batch((), ())


@dataclass(frozen=True)
class StarterRelease:
    """One of the starter's releases and what it is published with."""

    label: str
    title: str
    notes: str
    read: Callable[[], Batch]


def starter_releases() -> tuple[StarterRelease, ...]:
    """Return the starter's releases, the first one first."""
    return (
        StarterRelease(
            "2015.1",
            "Starter release of 2015",
            "What the starter source said about the world in November 2015.",
            read_earlier,
        ),
        StarterRelease(
            "2026.1",
            "Starter release",
            "What the atlas's starter sources say about the world; the dated facts of 2015 stay.",
            starter_batch,
        ),
    )


def starter_batch() -> Batch:
    """Return all that today's release holds: the Factbook's records, treaties, constitutions."""
    facts, treaties, law = read_starter(), read_treaties(), read_law()
    return Batch(
        facts.sources + treaties.sources + law.sources,
        facts.observations,
        records=facts.records + treaties.records + law.records,
    )


def publish_starter(engine: Engine) -> str | None:
    """Publish the starter's releases that an empty installation lacks; return the last label.

    None where there was nothing to do. A start that was cut off goes on where it stopped, and
    of two that run at once one publishes. An installation whose first release is another one
    stays as it is: history is not written backwards.

    Raises
    ------
    InvalidBatch
        When the starter's files break a rule.
    """
    wanted = starter_releases()
    labels = frames.labels(engine)
    own = [each.label for each in wanted]
    if not set(labels) < set(own) or labels[-1:] == own[-1:]:
        return None
    add_account(engine, STARTER_EDITOR, Role.EDITOR)
    add_account(engine, STARTER_PUBLISHER, Role.PUBLISHER)
    earlier, last = NOTHING, None
    for release in wanted:
        batch = release.read()
        if release.label not in labels and (batch.observations or batch.records):
            last = _publish(engine, release, batch, outdated(earlier, batch))
        earlier = batch
    return last


def _publish(engine: Engine, release: StarterRelease, batch: Batch, leaving: Batch) -> str | None:
    number, status = _standing(engine, release.title)
    if number is None:
        number = submit(engine, batch, by=STARTER_EDITOR, title=release.title)
    try:
        if status == "submitted":
            review(engine, number, verdict="approve", by=STARTER_PUBLISHER, note=release.notes)
        return publish(
            engine,
            label=release.label,
            by=STARTER_PUBLISHER,
            notes=release.notes,
            leaving=_members(leaving),
        )
    except (AlreadyDecided, ReleaseExists, NothingToPublish):
        if release.label not in frames.labels(engine):
            raise
        return None  # another process was quicker


def _members(batch: Batch) -> frozenset[Member]:
    return frozenset(
        (kind.name, row["id"]) for kind, rows in batch_rows(batch).items() for row in rows
    )


def _standing(engine: Engine, title: str) -> tuple[int | None, str]:
    """Return the number and status of a starter submission that still waits."""
    rows = submissions(engine)
    own = rows[(rows["submitted_by"] == STARTER_EDITOR) & (rows["title"] == title)]
    waiting = own[own["status"].isin(["submitted", "approved"])]
    if waiting.empty:
        return None, "submitted"
    return int(waiting["id"].iloc[0]), str(waiting["status"].iloc[0])
