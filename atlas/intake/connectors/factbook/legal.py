"""Constitution, independence, legal system, courts, government type, suffrage, trafficking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.connectors.factbook.entry import EDITION, PRESENT, Entry, Gap, stated_year
from atlas.intake.connectors.factbook.quantity import Quantity
from atlas.intake.draft import DraftObservation

SECTION = "Government"
YEAR = re.compile(r"(?<!\d)(1[2-9]\d{2}|20[0-2]\d)(?!\d)")
Rule = tuple[str, re.Pattern[str]]


def _rules(**patterns: str) -> list[Rule]:
    return [(name.replace("_", "-"), re.compile(p, re.IGNORECASE)) for name, p in patterns.items()]


COURT = "International law organization participation"
CATEGORIES: dict[str, tuple[str, list[Rule]]] = {
    "icc": (
        COURT,
        _rules(
            withdrew=r"formerly accepted ICCt|withdrew .*ICCt",
            accepts=r"accepts ICCt jurisdiction",
            not_accepted=r"non-party state to the ICCt|has not submitted an ICCt",
        ),
    ),
    "icj": (
        COURT,
        _rules(
            withdrew=r"withdrew (?:its )?acceptance of (?:compulsory )?ICJ|formerly accepted ICJ",
            accepts_with_reservations=r"accepts compulsory ICJ jurisdiction with reservations",
            accepts=r"accepts compulsory ICJ jurisdiction",
            not_accepted=r"has not submitted an ICJ|non-party state to the ICJ",
        ),
    ),
    "legal_system": (
        "Legal system",
        _rules(
            mixed=r"\bmixed\b",
            islamic=r"^(?:islamic|sharia)",
            civil=r"^civil (?:law|legal)(?! and)",
            common=r"^(?:english )?common law(?! and)",
            customary=r"^customary law(?! and)",
        ),
    ),
    "government_type": (
        "Government type",
        _rules(
            theocracy=r"theocra",
            transitional=r"transition|military (?:regime|junta|government)|in flux",
            one_party=r"communist|single[- ]party|one[- ]party|dictatorship",
            absolute_monarchy=r"absolute monarchy",
            semi_presidential=r"^semi-presidential",
            constitutional_monarchy=r"constitutional monarchy|parliamentary (?:constitutional )?monarchy",
            parliamentary=r"parliamentary (?:democracy|republic)",
            presidential=r"presidential (?:republic|democracy)",
        ),
    ),
}
# A second system in the same sentence makes a plain answer uncertain.
DOUBT = {
    "legal_system": re.compile(
        r"customary|islamic|common law.*civil|civil.*common law|roman-dutch|traditional|religious",
        re.IGNORECASE,
    ),
    "government_type": re.compile(r"overseas|territory|dependen|note|part of the", re.IGNORECASE),
}


def read_legal(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield years and categories that the Government section states."""
    for indicator, (field, rules) in CATEGORIES.items():
        text = entry.text(SECTION, field)
        if text:
            yield _category(entry, indicator, field, text, rules)
    yield from _constitution(entry)
    yield from _independence(entry)
    yield from _voting_age(entry)
    yield from _trafficking(entry)


def _category(
    entry: Entry, indicator: str, field: str, text: str, rules: list[Rule]
) -> DraftObservation | Gap:
    found = next(((n, p) for n, p in rules if p.search(text)), None)
    doubt = DOUBT.get(indicator)
    if found is None:
        return Gap(entry.iso3, indicator, text, "no answer of the codebook fits plainly")
    name, pattern = found
    if doubt and name != "mixed" and doubt.search(text):
        return Gap(entry.iso3, indicator, text, "the text names more than one answer")
    match = pattern.search(text)
    words = match.group(0) if match else text
    return entry.draft(
        indicator,
        EDITION,
        f"{SECTION} > {field}: {text}",
        category=name,
        original=words,
        note=PRESENT,
    )


def _year(entry: Entry, indicator: str, year: str, where: str, words: str) -> DraftObservation:
    value = float(year)
    return entry.draft(
        indicator,
        EDITION,
        where,
        original=words,
        quantity=Quantity(value, value, value),
        note=PRESENT,
    )


def _constitution(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Take the year after “latest”; several different years there are a gap unless the last
    is that of entry into force.
    """
    text = entry.text(SECTION, "Constitution", "history")
    if not text:
        return
    latest = re.search(r"\blatest\b(?P<words>[^;]*)", text)
    words = latest.group("words") if latest else ""
    words = re.sub(r"\([^)]*\)", "", words)
    years = list(dict.fromkeys(YEAR.findall(words)))
    if len(years) > 1 or not years:
        yield Gap(
            entry.iso3, "constitution_year", text, "no single year of the latest constitution"
        )
        return
    where = f"{SECTION} > Constitution > history: {text}"
    yield _year(entry, "constitution_year", years[0], where, f"latest{words}".strip())


def _independence(entry: Entry) -> Iterator[DraftObservation | Gap]:
    text = entry.text(SECTION, "Independence")
    if not text or text.startswith("none"):
        return
    first = text.split(";")[0]
    years = list(dict.fromkeys(YEAR.findall(re.sub(r"\([^)]*\)", "", first))))
    if ";" in text or len(years) != 1:
        yield Gap(entry.iso3, "independence_year", text, "more than one date, or none")
        return
    yield _year(entry, "independence_year", years[0], f"{SECTION} > Independence: {text}", first)


def _voting_age(entry: Entry) -> Iterator[DraftObservation | Gap]:
    text = entry.text(SECTION, "Suffrage")
    found = re.match(r"^(\d{2}) years of age", text)
    if found:
        where = f"{SECTION} > Suffrage: {text}"
        yield _year(entry, "voting_age", found.group(1), where, found.group(0))
    elif text:
        yield Gap(entry.iso3, "voting_age", text, "no single age")


def _trafficking(entry: Entry) -> Iterator[DraftObservation | Gap]:
    field = "Trafficking in persons"
    text = entry.text("Transnational Issues", field, "tier rating")
    if not text:
        return
    found = re.match(r"^Tier (1|2 Watch List|2|3)\b", text)
    special = re.match(r"^Special Case", text, re.IGNORECASE)
    year = stated_year(text)
    if not (found or special):
        yield Gap(entry.iso3, "trafficking_tier", text, "no tier is named")
        return
    code = "special-case" if special else f"tier-{found.group(1).lower().replace(' ', '-')}"  # type: ignore[union-attr]
    yield entry.draft(
        "trafficking_tier",
        year or EDITION,
        f"Transnational Issues > {field}: {text}",
        category=code,
        original=text.split("—")[0].strip(),
        note="" if year else PRESENT,
    )
