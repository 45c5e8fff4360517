"""One country's institutions and relations as they are read, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from atlas.codebook.model import Method
from atlas.intake.draft import DraftInstitution, DraftRelation
from tools.factbook.fields.passages import Passage
from tools.factbook.institutions.kinds import force_of, is_ministry, kind_of
from tools.factbook.institutions.names import Body, slug, words

# Kinds that the field itself states, so that nothing had to be interpreted.
STATED = ("legislature", "lower-house", "upper-house", "cabinet", "head-of-state")
REPORTED = (*STATED, "head-of-government")


@dataclass
class Chart:
    """Collects bodies by code; a name met twice is the same body."""

    country: str
    bodies: dict[str, DraftInstitution] = field(default_factory=dict)
    relations: dict[tuple[str, str, str], DraftRelation] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def add(
        self, passage: Passage, body: Body, kind: str, *, evidence: str = "", note: str = ""
    ) -> str:
        """Return the code of a body, which is added unless it is there already."""
        code = self.find(body.name, exact=not is_ministry(body.name)) or slug(body.name)
        if code not in self.bodies:
            self.bodies[code] = DraftInstitution(
                country=self.country,
                source=passage.edition.source.id,
                code=code,
                institution=kind,
                name=body.name,
                own_name=body.own_name,
                force=force_of(kind),
                original=body.said or body.name,
                evidence=evidence or passage.text,
                locator=passage.locator,
                method=Method.REPORTED if kind in REPORTED else Method.CODED,
                note=note,
                note_language="en" if note else "",
            )
        elif body.own_name and not self.bodies[code].own_name:
            self.bodies[code] = replace(self.bodies[code], own_name=body.own_name)
        for name in (body.name, body.own_name, *body.aliases):
            self.call(name, code)
        return code

    def call(self, name: str, code: str) -> None:
        """Remember another name; one that two bodies bear names neither."""
        key = name.lower().strip()
        if key and self.known.setdefault(key, code) != code and slug(name) != self.known[key]:
            self.known[key] = ""

    def find(self, name: str, *, exact: bool = False) -> str:
        """Return the code of the one body that a name means, "" if none or several."""
        key = name.lower().strip()
        if key in self.known:
            return self.known[key]
        name_words = words(name)
        same = {c for c, b in self.bodies.items() if words(b.name) == name_words}
        if exact or len(same) == 1:
            return same.pop() if len(same) == 1 else ""
        near = {c for c, b in self.bodies.items() if self._near(name_words, b, name)}
        return near.pop() if len(near) == 1 else ""

    def relate(
        self,
        subject: str,
        relation: str,
        obj: str,
        passage: Passage,
        evidence: str,
        original: str,
        *,
        note: str = "",
    ) -> None:
        """Add a relation between two known bodies, unless it would close a circle."""
        key = (subject, relation, obj)
        if not subject or not obj or subject == obj or key in self.relations:
            return
        if relation == "part-of" and subject in self.above(obj):
            return
        self.relations[key] = DraftRelation(
            country=self.country,
            source=passage.edition.source.id,
            subject=subject,
            relation=relation,
            object=obj,
            original=original,
            evidence=evidence,
            locator=passage.locator,
            method=Method.CODED,
            note=note,
            note_language="en" if note else "",
        )

    def above(self, code: str) -> set[str]:
        """Return all bodies that one is a part of, at any height, itself included."""
        codes, ahead = {code}, [code]
        while ahead:
            here = ahead.pop()
            for subject, relation, obj in self.relations:
                if subject == here and relation == "part-of" and obj not in codes:
                    codes.add(obj)
                    ahead.append(obj)
        return codes

    def name_forces(self) -> None:
        """Let "the military" mean the armed forces, where the country has one such body."""
        forces = self.of_kind("armed-forces")
        for name in ("military", "armed forces") if len(forces) == 1 else ():
            self.known.setdefault(name, forces[0])

    def shares_start(self, name: str) -> bool:
        """Tell whether a body is called after the same "A and B", as "Trinidad and Tobago" is."""
        start = name.split()[:3]
        return any(body.name.split()[:3] == start for body in self.bodies.values())

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the codes of the bodies of some kinds, in the order of reading."""
        return [code for code, body in self.bodies.items() if body.institution in kinds]

    def drafts(self) -> Iterator[DraftInstitution | DraftRelation]:
        """Yield institutions, then relations."""
        yield from self.bodies.values()
        yield from self.relations.values()

    def _near(self, name_words: frozenset[str], body: DraftInstitution, name: str) -> bool:
        body_words = words(body.name)
        if is_ministry(name) != is_ministry(body.name):
            return False
        if is_ministry(name):
            return kind_of(name) == body.institution and (
                name_words <= body_words or body_words <= name_words
            )
        return name_words <= body_words
