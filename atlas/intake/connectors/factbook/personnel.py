"""Personnel strengths: total, branches, reserves, police, gendarmerie and other forces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.intake.connectors.factbook.codings import coding
from atlas.intake.connectors.factbook.entry import (
    UNAVAILABLE,
    Entry,
    Gap,
    stated_year,
    without_year,
)
from atlas.intake.connectors.factbook.quantity import Quantity, clauses, outside_brackets, read
from atlas.intake.draft import DraftObservation

SECTION, FIELD = "Military and Security", "Military and security service personnel strengths"
CAVEAT = re.compile(
    r"^(?:available )?(?:information|estimates?)(?: \w+)*$|^limited available information$|"
    r"^information limited and varied$",
    re.IGNORECASE,
)
OTHER_FORCE = [
    ("reserves", re.compile(r"\breserves?\b", re.IGNORECASE)),
    ("police", re.compile(r"\bpolice\b|\bcarabineros\b", re.IGNORECASE)),
    (
        "paramilitary",
        re.compile(
            r"gendarmerie|national guard|carabinieri|guardia civil|home guard|militia|"
            r"border service|volunteers|public security",
            re.IGNORECASE,
        ),
    ),
]
BRANCHES = [
    ("army", re.compile(r"^(?:army|ground(?: forces)?|land forces)\b", re.IGNORECASE)),
    ("navy", re.compile(r"^nav(?:y|al)\b", re.IGNORECASE)),
    ("air-force", re.compile(r"^air(?: force|/air)?\b", re.IGNORECASE)),
    ("marines", re.compile(r"^marine(?:s| corps)\b", re.IGNORECASE)),
    ("gendarmerie", re.compile(r"^gendarmerie\b", re.IGNORECASE)),
    ("presidential-guard", re.compile(r"^presidential guard\b", re.IGNORECASE)),
    ("rocket-forces", re.compile(r"^rocket forces\b", re.IGNORECASE)),
    ("space-force", re.compile(r"^space force\b", re.IGNORECASE)),
    ("coast-guard", re.compile(r"^coast guard\b", re.IGNORECASE)),
]
ACTIVE = re.compile(r"\bactive|\bregular forces\b", re.IGNORECASE)
NOT_SAID = "The source does not say that all of these are on active duty."


def read_personnel(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield totals and parts; what is not plainly a strength of a force is a gap."""
    text = entry.text(SECTION, FIELD)
    if not text:
        return
    if UNAVAILABLE.match(text):
        yield Gap(entry.iso3, "armed_forces", text, "the source says that it is not available")
        return
    coded = coding("armed_forces", entry.iso3, text)
    if coded is not None and coded.answer == "gap":
        yield Gap(entry.iso3, "armed_forces", text, coded.note)
        return
    year = stated_year(text)
    parts = [c for c in clauses(without_year(text)) if not CAVEAT.match(c)]
    if year is None or not parts:
        yield Gap(entry.iso3, "armed_forces", text, "no year is stated with the value")
        return
    if coded is not None and coded.answer == "none":
        yield from _others(entry, parts, text)
        return
    yield from _total(entry, parts[0], year, text)
    yield from _others(entry, parts[1:], text)


def _total(entry: Entry, clause: str, year: str, text: str) -> Iterator[DraftObservation | Gap]:
    quantity = read(outside_brackets(clause))
    if quantity is None:
        yield Gap(entry.iso3, "armed_forces", text, "the first statement holds no number")
        return
    note = "" if ACTIVE.search(clause) else NOT_SAID
    yield entry.draft(
        "armed_forces",
        year,
        f"{SECTION} > {FIELD}: {text}",
        original=outside_brackets(clause),
        quantity=quantity,
        note=note,
    )
    yield from _branches(entry, clause, year, text, quantity)


def _branches(
    entry: Entry, clause: str, year: str, text: str, total: Quantity
) -> Iterator[DraftObservation]:
    for branch, part, quantity in branches(clause):
        if quantity.high <= total.high:
            quantity = replace(quantity, approximate=quantity.approximate or total.approximate)
            yield entry.draft(
                "armed_forces",
                year,
                f"{SECTION} > {FIELD}: {text}",
                original=part,
                quantity=quantity,
                breakdown=f"branch={branch}",
            )


def branches(clause: str) -> list[tuple[str, str, Quantity]]:
    """Return (branch, words, quantity) of the bracketed parts and of “including …”.

    Examples
    --------
    >>> [(b, q.value) for b, _, q in branches("75,000 (45,000 Army; 15,000 Navy)")]
    [('army', 45000.0), ('navy', 15000.0)]
    """
    inside = re.findall(r"\(([^()]*)\)?", clause)
    after = re.search(r"\bincluding ([^()]*)$", outside_brackets(clause))
    texts = [part for group in inside for part in re.split(r"[;]|, (?=\d|including)", group)]
    texts += [after.group(1)] if after and re.match(r"(?:about )?\d", after.group(1)) else []
    found: dict[str, tuple[str, str, Quantity]] = {}
    for part in texts:
        quantity = read(part)
        if quantity is None:
            continue
        rest = part[len(quantity.text) + (len(part) - len(part.lstrip())) :].strip()
        rest = re.sub(r"^in the ", "", rest)
        branch = next((name for name, pattern in BRANCHES if pattern.match(rest)), None)
        if branch and branch not in found:
            found[branch] = (branch, part.strip(), quantity)
    return list(found.values())


def _others(entry: Entry, parts: list[str], text: str) -> Iterator[DraftObservation | Gap]:
    year = stated_year(text)
    taken: set[str] = set()
    for clause in parts:
        quantity = read(outside_brackets(clause))
        indicator = next((i for i, p in OTHER_FORCE if p.search(outside_brackets(clause))), None)
        if quantity is None or indicator is None or year is None:
            continue
        coded = coding(indicator, entry.iso3, text)
        if indicator in taken or (coded is not None and coded.answer == "gap"):
            yield Gap(entry.iso3, indicator, clause, "more than one force; the sum is not stated")
            continue
        taken.add(indicator)
        if coded is not None and coded.low is not None and coded.high is not None:
            middle = (coded.low + coded.high) / 2
            quantity = Quantity(middle, coded.low, coded.high, approximate=True)
        yield entry.draft(
            indicator, year, f"{SECTION} > {FIELD}: {text}", original=clause, quantity=quantity
        )
