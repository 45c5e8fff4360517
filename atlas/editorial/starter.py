"""The first release of an installation: the starter submission, reviewed and published."""

from __future__ import annotations

from sqlalchemy import Engine

from atlas.editorial.accounts import Role, add_account
from atlas.editorial.names import STARTER_EDITOR, STARTER_PUBLISHER
from atlas.editorial.releases import NothingToPublish, ReleaseExists, publish
from atlas.editorial.reviews import AlreadyDecided, review
from atlas.editorial.submissions import submissions, submit
from atlas.intake.draft import Batch
from atlas.intake.starter import read_starter
from atlas.intake.treaties import read_treaties
from atlas.store import frames

LABEL = "2026.1"
TITLE = "Starter release"
NOTES = "The atlas's first release: what its starter sources say about the world."


def publish_starter(engine: Engine) -> str | None:
    """Publish the starter when there is no release yet; return its label, else None.

    A start that was cut off goes on where it stopped, and of two that run at once one
    publishes.

    Raises
    ------
    InvalidBatch
        When the starter's files break a rule.
    """
    if not frames.list_releases(engine).empty:
        return None
    add_account(engine, STARTER_EDITOR, Role.EDITOR)
    add_account(engine, STARTER_PUBLISHER, Role.PUBLISHER)
    number, status = _standing(engine)
    if number is None:
        number = submit(engine, starter_batch(), by=STARTER_EDITOR, title=TITLE)
    try:
        if status == "submitted":
            review(engine, number, verdict="approve", by=STARTER_PUBLISHER, note=NOTES)
        return publish(engine, label=LABEL, by=STARTER_PUBLISHER, notes=NOTES)
    except (AlreadyDecided, ReleaseExists, NothingToPublish):
        if frames.list_releases(engine).empty:
            raise
        return None  # another process was quicker


def starter_batch() -> Batch:
    """Return all that the starter release holds: the Factbook's records and those of treaties."""
    facts, treaties = read_starter(), read_treaties()
    return Batch(
        facts.sources + treaties.sources,
        facts.observations,
        records=facts.records + treaties.records,
    )


def _standing(engine: Engine) -> tuple[int | None, str]:
    """Return the number and status of a starter submission that still waits."""
    rows = submissions(engine)
    own = rows[(rows["submitted_by"] == STARTER_EDITOR) & (rows["title"] == TITLE)]
    waiting = own[own["status"].isin(["submitted", "approved"])]
    if waiting.empty:
        return None, "submitted"
    return int(waiting["id"].iloc[0]), str(waiting["status"].iloc[0])
