"""A rerun at 500,000 observations against 11,000: what a page reads, not what is stored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from benchmarks.servers import home_with_starter

SMALL, LARGE = 11_000, 500_000
NEWEST, OLDEST = 2023, 1900
AT_ONCE = 100_000


def home_with(folder: Path, observations: int) -> Path:
    """Set up a data folder whose newest release holds so many observations.

    Above the starter release lie invented figures: every member state and numeric indicator,
    year by year back from the newest, so that a large release has long series.
    """
    home = home_with_starter(folder)
    from atlas.editorial import Role, add_account, publish, review, submit  # noqa: PLC0415
    from atlas.store import engine, frames  # noqa: PLC0415

    opened = engine(f"sqlite:///{home / 'atlas.sqlite'}")
    add_account(opened, "editor", Role.EDITOR)
    add_account(opened, "publisher", Role.PUBLISHER)
    more = max(1, observations - int(frames.releases(opened)["observations"].iloc[-1]))
    figures = islice(_figures(), more)
    while part := tuple(islice(figures, AT_ONCE)):
        submission = submit(opened, _batch(part), by="editor", title="Invented figures")
        review(opened, submission, verdict="approve", by="publisher")
    publish(opened, label="grown", by="publisher")
    return home


def _figures() -> Iterator[tuple[int, str, str]]:
    from atlas.codebook import codebook  # noqa: PLC0415

    book = codebook()
    numeric = [i.id for i in book.indicators.values() if i.kind != "category"]
    states = [c.iso3 for c in book.countries.values() if c.un_member]
    return product(range(NEWEST, OLDEST - 1, -1), numeric, states)


def _batch(figures: tuple[tuple[int, str, str], ...]):
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.intake import Batch, DraftObservation, Source  # noqa: PLC0415

    chance, indicators = random.Random(1), codebook().indicators
    source = Source("invented", "Institute of Invented Figures", "Yearbook", "", "2024", "", "", "")
    drafts = []
    for year, name, country in figures:
        one = indicators[name]
        low = one.low or 0.0
        value = round(chance.uniform(low, one.high if one.high is not None else low + 1_000), 1)
        drafts.append(DraftObservation(country, name, str(year), source.id, one.unit, value))
    return Batch((source,), tuple(drafts))
