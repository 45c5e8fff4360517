"""Who speaks: the origin of a source, stated with it or a matter of its publisher.

``own`` is the state itself. A state that publishes about others speaks as itself of itself only:
what the United States say of the United States is ``own``, of Chile ``other``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from atlas.codebook.load import FOLDER, code_of, codebook
from atlas.errors import UnknownOrigin

OWN, REGIONAL, UN, NGO, OTHER = "own", "regional", "un", "ngo", "other"
ORIGINS = (OWN, REGIONAL, UN, NGO, OTHER)  # nearest to the state first
UNKNOWN = ""
GOVERNMENT = "Government of "  # how the atlas cites a government's reply


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a source; ``country`` is the state that speaks, where it is one of those."""

    origin: str = UNKNOWN
    country: str = ""

    def of(self, country: str) -> str:
        """Return the origin of what the source says of a country.

        Examples
        --------
        >>> Speaker("other", "USA").of("USA"), Speaker("other", "USA").of("CHL")
        ('own', 'other')
        """
        if not self.country or self.origin not in (OWN, OTHER):
            return self.origin
        return OWN if country == self.country else OTHER


@dataclass(frozen=True, slots=True)
class _Rule:
    publisher: str
    maker: str
    speaker: Speaker


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    """Return ``publishers.csv``; where a title names another maker of the data, that one speaks."""
    with (FOLDER / "publishers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Rule(row["publisher"], row["maker"], Speaker(row["origin"], row["country"]))
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=4096)
def speaker_of(publisher: str, title: str = "", origin: str | None = None) -> Speaker:
    """Return who speaks in a source: as stated with it, else as its publisher is known for.

    A publisher on no list has the origin ``""``, unknown; nothing is guessed from its name.

    Examples
    --------
    >>> speaker_of("CIA").origin, speaker_of("Government of Chile").of("CHL")
    ('other', 'own')
    >>> speaker_of("Invented Gazette").origin
    ''
    """
    known = next(
        (r.speaker for r in _rules() if r.publisher == publisher and r.maker in title),
        _government(publisher),
    )
    if origin:
        return Speaker(origin, known.country)
    return known


def _government(publisher: str) -> Speaker:
    name = publisher.removeprefix(GOVERNMENT)
    if name == publisher:
        return Speaker()
    iso3 = next((c.iso3 for c in codebook().countries.values() if c.name == name), "")
    return Speaker(OWN, iso3) if iso3 else Speaker()


def chosen_origins(texts: Iterable[str]) -> tuple[str, ...]:
    """Return origins by their codes, each once, in the order of ``ORIGINS``; all five are none.

    Raises
    ------
    UnknownOrigin
    """
    choices = {code: code for code in ORIGINS}
    codes = {code_of(text, choices, UnknownOrigin) for text in texts}
    return tuple(code for code in ORIGINS if code in codes)
