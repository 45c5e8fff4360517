"""Small invented data for tests: no value here is a real country's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine

from atlas import editorial
from atlas.codebook import codebook
from atlas.intake.draft import Batch, DraftObservation, Source

EDITOR, REVIEWER, PUBLISHER, ADMIN = "Esi", "Rana", "Pilar", "Ada"


def source(key: str = "yearbook-2026", **changes: Any) -> Source:
    """Return a source of an invented publisher."""
    values: dict[str, Any] = {
        "id": key,
        "publisher": "Institute of Invented Figures",
        "title": "Yearbook",
        "url": "https://invented.example/yearbook",
        "vintage": "2026",
        "published": "2026-01-31",
        "accessed": "2026-02-01",
        "licence": "CC0-1.0",
    }
    return Source(**{**values, **changes})


def draft(country: str = "URY", indicator: str = "milex_gdp", **changes: Any) -> DraftObservation:
    """Return a draft observation: 2024, invented value 2.0, unless changed."""
    values: dict[str, Any] = {
        "period": "2024",
        "source": "yearbook-2026",
        "unit": codebook().indicators[indicator].unit if _known(indicator) else "",
    }
    if not {"category", "missing", "value"} & set(changes):
        values["value"] = 2.0
    return DraftObservation(country=country, indicator=indicator, **{**values, **changes})


def _known(indicator: str) -> bool:
    return indicator in codebook().indicators


def batch(*drafts: DraftObservation, sources: Iterable[Source] = (source(),)) -> Batch:
    """Return a batch of the drafts with their sources."""
    return Batch(tuple(sources), drafts)


def add_staff(engine: Engine) -> None:
    """Add an editor, a reviewer, a publisher and an administrator."""
    for name, role in (
        (EDITOR, editorial.Role.EDITOR),
        (REVIEWER, editorial.Role.REVIEWER),
        (PUBLISHER, editorial.Role.PUBLISHER),
        (ADMIN, editorial.Role.ADMIN),
    ):
        editorial.add_account(engine, name, role)


def submit(engine: Engine, given: Batch, title: str = "invented", by: str = EDITOR) -> int:
    """Submit a batch; return the submission's number."""
    return editorial.submit(engine, given, by=by, title=title)


def approve(engine: Engine, given: Batch, title: str = "invented") -> int:
    """Submit and approve a batch; return the submission's number."""
    number = editorial.submit(engine, given, by=EDITOR, title=title)
    editorial.review(engine, number, verdict="approve", by=REVIEWER)
    return number


def release(engine: Engine, label: str, *drafts: DraftObservation, **sources: Any) -> str:
    """Submit, approve and publish drafts as one release."""
    approve(engine, batch(*drafts, **sources))
    return editorial.publish(engine, label=label, by=PUBLISHER)
