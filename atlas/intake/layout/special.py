"""Layouts that the general reader cannot take: several rows make one figure, or codes differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from atlas.intake.draft import Batch, DraftObservation, Origin
from atlas.intake.layout import cow, geopko, peacekeeping
from atlas.intake.layout.lines import Lines, lines_of
from atlas.intake.layout.publishers import Publisher
from atlas.intake.layout.sources import Given, source_of
from atlas.intake.opening.page import Page

Reader = Callable[[Lines, str], Iterator[tuple[DraftObservation, Origin]]]
READERS: dict[str, tuple[Sequence[set[str]], Reader]] = {
    "cow": (cow.NEEDED, cow.read_cow),
    "peacekeeping": (peacekeeping.NEEDED, peacekeeping.read_peacekeeping),
    "geo-pko": (geopko.NEEDED, geopko.read_geopko),
}


def special(
    publisher: Publisher | None, file: str, pages: Sequence[Page], given: Given
) -> Batch | None:
    """Return the batch of a layout with a reader of its own, or None."""
    if publisher is None or publisher.id not in READERS:
        return None
    needed, read = READERS[publisher.id]
    source = source_of(given, publisher, pages, file)
    for page in pages:
        lines = lines_of(file, page, needed)
        if lines is not None:
            origins = dict(read(lines, source.id))
            return Batch((source,), tuple(origins), tuple(lines.problems), origins=origins)
    return None
