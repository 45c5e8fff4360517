"""Two releases from two editions of one invented publisher, for what compares releases."""

from __future__ import annotations

from sqlalchemy import Engine

from atlas.intake.draft import DraftObservation, Source
from tests.invented import add_staff, draft, release, source

OLD = source("almanac-2015", publisher="Almanac", title="Facts", vintage="2015", published="2015")
NEW = source("almanac-2026", publisher="Almanac", title="Facts", vintage="2026")
CLOSED = source(
    "closed-2026", publisher="Almanac", title="Closed", licence="all rights reserved",
    redistributable=False,
)  # fmt: skip


def service(country: str, edition: Source, category: str) -> DraftObservation:
    """Return what an edition says of a country's conscription, in its own words."""
    year = "2025" if edition is not OLD else "2012"
    words = f"{category} service ({edition.vintage})"
    return draft(
        country,
        "conscription",
        category=category,
        period=year,
        source=edition.id,
        original=words,
        locator=f"Military > {words}",
    )


def share(country: str, edition: Source, value: float) -> DraftObservation:
    """Return what an edition says of a country's military expenditure."""
    year = "2024" if edition is not OLD else "2012"
    words = f"{value:g}% of GDP"
    return draft(country, value=value, period=year, source=edition.id, original=words)


def publish_editions(engine: Engine) -> None:
    """Publish 2015.1 and 2026.1.

    Conscription: Ghana moves, Brazil too (by a source that may not be passed on), Uruguay stays,
    Kenya has no newer statement, Chile none before. Expenditure: Uruguay's figure changes.
    """
    add_staff(engine)
    first = [service(c, OLD, "none") for c in ("GHA", "BRA", "URY", "KEN")]
    release(engine, "2015.1", *first, share("URY", OLD, 2.0), sources=(OLD,))
    second = [service("GHA", NEW, "mandatory"), service("URY", NEW, "none")]
    second += [service("CHL", NEW, "none"), service("BRA", CLOSED, "mandatory")]
    release(engine, "2026.1", *second, share("URY", NEW, 2.5), sources=(NEW, CLOSED))
