"""Whom a file's figures come from: its own columns, its publisher, or what the caller says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from atlas.codebook.origins import speaker_of
from atlas.intake.draft import Source
from atlas.intake.layout.fold import clean_text
from atlas.intake.layout.publishers import Publisher, vintage_of
from atlas.intake.sandbox.opening.page import Page
from atlas.intake.sheets.long.cells import cell_text
from atlas.intake.sheets.long.rows import source_id

NAMED = re.compile(r"(?:sources?|fuentes?|المصدر|مصدر)\s*[:：]\s*(.{3,200})", re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """What the caller says of a file that does not say it itself.

    ``columns`` leads from headings to indicators, or to ``ignored``.
    """

    indicator: str = ""
    unit: str = ""
    year: str = ""
    publisher: str = ""
    title: str = ""
    url: str = ""
    vintage: str = ""
    licence: str = ""
    encoding: str = ""
    origin: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def file_source(
    metadata: Given, publisher: Publisher | None, pages: Sequence[Page], file: str
) -> Source:
    """Return the source of a file whose rows name none; its publisher may stay empty."""
    if publisher is None and not metadata.publisher:
        citation = _footnote(pages)
        name, title = split(citation) if citation else ("", "")
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", title)
        return build_source(
            metadata, name, title, "", "", vintage=years[-1] if years else "", file=file
        )
    details = publisher
    return build_source(
        metadata,
        details.name if details else "",
        details.title if details else "",
        details.url if details else "",
        details.licence if details else "",
        vintage=vintage_of(details, pages, file) if details else "",
        redistributable=details.redistributable if details else True,
        file=file,
    )


def build_source(
    metadata: Given,
    name: str,
    title: str,
    url: str,
    licence: str,
    *,
    vintage: str = "",
    redistributable: bool = True,
    file: str = "",
) -> Source:
    """Return a source with these fields; what the caller gave takes precedence."""
    name, title = metadata.publisher or name, metadata.title or title or (name and file)
    vintage = metadata.vintage or vintage
    url, licence = metadata.url or url, metadata.licence or licence
    accessed = ""
    key = source_id(name or file, title, vintage)
    return Source(
        *(key, name, title, url, vintage, "", accessed, licence, redistributable),
        origin=metadata.origin or speaker_of(name, title).origin or None,
    )


def split(words: str) -> tuple[str, str]:
    """Return publisher and title of a citation.

    Examples
    --------
    >>> split("Ministry of Defence, White Paper 2024")
    ('Ministry of Defence', 'White Paper 2024')
    """
    name, _, title = clean_text(words).rstrip(".").replace("، ", ", ").partition(", ")
    return name, title or name


def _footnote(pages: Sequence[Page]) -> str:
    for page in pages:
        for row in [*page.rows[:10], *page.rows[-15:]]:
            for cell in row[:6]:
                match = NAMED.match(clean_text(cell_text(cell))) if isinstance(cell, str) else None
                if match:
                    return match[1]
    return ""
