"""Layouts that the general reader cannot take: several rows make one figure, or codes differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from atlas.intake.draft import Batch, DraftObservation, Origin, Source
from atlas.intake.layout import cow, geopko, ipu, peacekeeping
from atlas.intake.layout.lines import PlainTable, lines_of
from atlas.intake.layout.publishers import Publisher
from atlas.intake.layout.sources import Given, file_source
from atlas.intake.sandbox.opening.page import Page
from atlas.intake.sheets.long.rows import source_id

Reader = Callable[[PlainTable, Callable[[str], str]], Iterator[tuple[DraftObservation, Origin]]]
READERS: dict[str, tuple[Sequence[set[str]], Reader]] = {
    "cow": (cow.NEEDED, cow.read_cow),
    "peacekeeping": (peacekeeping.NEEDED, peacekeeping.read_peacekeeping),
    "geo-pko": (geopko.NEEDED, geopko.read_geopko),
    "ipu": (ipu.NEEDED, ipu.read_chambers),
}


@dataclass
class Citations:
    """The sources of one file: its rows may state the vintage that they are of."""

    whole: Source
    used: dict[str, Source] = field(default_factory=dict)

    def cite(self, vintage: str) -> str:
        """Return the id of the source of a vintage; ``""`` is that of the whole file."""
        if vintage not in self.used:
            source = self.whole
            if vintage:
                key = source_id(source.publisher, source.title, vintage)
                source = replace(source, id=key, vintage=vintage)
            self.used[vintage] = source
        return self.used[vintage].id


def special(
    publisher: Publisher | None, file: str, pages: Sequence[Page], metadata: Given
) -> Batch | None:
    """Return the batch of a layout with a reader of its own, or None."""
    if publisher is None or publisher.id not in READERS:
        return None
    headings, read = READERS[publisher.id]
    for page in pages:
        lines = lines_of(file, page, headings)
        if lines is not None:
            citations = Citations(file_source(metadata, publisher, pages, file))
            origins = dict(read(lines, citations.cite))
            sources = tuple({source.id: source for source in citations.used.values()}.values())
            return Batch(sources, tuple(origins), tuple(lines.problems), origins=origins)
    return None
