"""Military service: conscription, its length, ages of entry, women's part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from atlas.codebook.model import MissingReason
from atlas.intake.connectors.factbook.codings import coding
from atlas.intake.connectors.factbook.entry import Entry, Gap, stated_year
from atlas.intake.connectors.factbook.quantity import Quantity, clauses, outside_brackets
from atlas.intake.draft import DraftObservation

SECTION, FIELD = "Military and Security", "Military service age and obligation"
RULES = [
    (
        "authorised",
        re.compile(
            r"authorized,? but (?:not|reportedly not)|authorized but reportedly|never been applied|"
            r"never been implemented|not currently utilized|reportedly not enforced|"
            r"conscription available in times of",
            re.IGNORECASE,
        ),
    ),
    ("suspended", re.compile(r"conscription suspended|service was suspended", re.IGNORECASE)),
    (
        "none",
        re.compile(
            r"no conscription|no compulsory military service|there is no conscription|"
            r"conscription (?:was )?(?:abolished|ended)|compulsory service ended",
            re.IGNORECASE,
        ),
    ),
    (
        "selective",
        re.compile(r"selective (?:compulsory|conscripted|\d+-month)|lottery", re.IGNORECASE),
    ),
    (
        "mandatory",
        re.compile(
            r"\bcompulsory\b|\bmandatory\b|\bmandates\b|conscripted military service|"
            r"subject to conscription|are obligated to serve|voluntary and conscripted",
            re.IGNORECASE,
        ),
    ),
]
AGE = re.compile(
    r"(?<![\d.,$])(1[5-9]|[2-6]\d)(?:\s?[-–]\s?(1[5-9]|[2-7]\d)(?!,))?(?![\d%]|\.\d|,\d|\s?[-–]\s?\d)"
    r"(?!\s?[-–‐]?\s?(?:months?|weeks?|days?|month)\b)"
)
VOLUNTARY = re.compile(r"volunt|\bcontract\b|may enlist", re.IGNORECASE)


def read_service(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield conscription, length, ages and women's part from the field's main text."""
    text = entry.text(SECTION, FIELD)
    year = stated_year(text)
    if not text or year is None:
        if text:
            yield Gap(entry.iso3, "conscription", text, "the source gives no statement with a year")
        return
    where = f"{SECTION} > {FIELD}: {text}"
    category = _conscription(entry.iso3, text)
    if category is None:
        yield Gap(
            entry.iso3, "conscription", text, "the text does not say whether service is compulsory"
        )
    else:
        yield entry.draft(
            "conscription",
            year,
            where,
            category=category,
            original=_words(category, text, entry.iso3),
        )
        yield from _length(entry, category, year, text, where)
    yield from _ages(entry, year, text, where)
    yield from _women(entry, category, year, text, where)


def _conscription(iso3: str, text: str) -> str | None:
    coded = coding("conscription", iso3, text)
    if coded is not None:
        return None if coded.answer == "gap" else coded.answer
    return next((name for name, pattern in RULES if pattern.search(text)), None)


def _words(category: str, text: str, iso3: str) -> str:
    """Return the clause that decided the category."""
    coded = coding("conscription", iso3, text)
    if coded is not None:
        return next((c for c in clauses(text) if coded.expects in c), coded.expects)
    pattern = dict(RULES)[category]
    return next((c for c in clauses(text) if pattern.search(c)), text)


def _length(
    entry: Entry, category: str, year: str, text: str, where: str
) -> Iterator[DraftObservation | Gap]:
    if category == "none":
        yield entry.draft(
            "conscription_months",
            year,
            where,
            missing=MissingReason.NOT_APPLICABLE,
            original=_words(category, text, entry.iso3),
            note="There is no conscription.",
        )
        return
    if category not in {"selective", "mandatory"}:
        return
    coded = coding("conscription_months", entry.iso3, text)
    if coded is None or coded.low is None or coded.high is None:
        yield Gap(entry.iso3, "conscription_months", text, "no single length of compulsory service")
        return
    quantity = Quantity((coded.low + coded.high) / 2, coded.low, coded.high, bound=coded.note)
    yield entry.draft("conscription_months", year, where, original=coded.expects, quantity=quantity)


def _ages(entry: Entry, year: str, text: str, where: str) -> Iterator[DraftObservation | Gap]:
    coded = coding("service_age", entry.iso3, text)
    if coded is not None and coded.answer == "gap":
        yield Gap(entry.iso3, "service_age", text, coded.note)
        return
    if coded is not None and coded.low is not None:
        youngest, oldest, words = coded.low, coded.high, coded.expects
    else:
        found = ages(text)
        if found is None:
            yield Gap(entry.iso3, "service_age", text, "no age of entry is stated")
            return
        youngest, oldest, words = found
    yield entry.draft(
        "service_age", year, where, original=words, quantity=Quantity(youngest, youngest, youngest)
    )
    if oldest is not None:
        yield entry.draft(
            "service_age_max",
            year,
            where,
            original=words,
            quantity=Quantity(oldest, oldest, oldest),
        )


def ages(text: str) -> tuple[float, float | None, str] | None:
    """Return (youngest, oldest or None, words) of voluntary entry, else of the call-up.

    Examples
    --------
    >>> ages("20-45 for compulsory and 18-45 years for voluntary military service")[:2]
    (18.0, 45.0)
    """
    for version in (outside_brackets(text), text):
        chunks = list(_chunks(version))
        voluntary = [c for c in chunks if VOLUNTARY.search(c[2])]
        for low, high, words in (*voluntary, *chunks)[:1]:
            return float(low), float(high) if high else None, words.strip()
    return None


def _chunks(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield (low, high, words up to the next age); “17 or 18 for …” counts as one."""
    start = None
    matches = list(AGE.finditer(text))
    for this, following in zip_longest(matches, matches[1:]):
        stop = following.start() if following else len(text)
        words = text[this.start() : stop].split(";", maxsplit=1)[0]
        low = start or this.group(1)
        joined = re.fullmatch(r"\s*(?:or|and)\s*", text[this.end() : stop])
        if following and joined and not this.group(2):
            start = low
            continue
        start = None
        yield low, this.group(2), words


def _women(
    entry: Entry, category: str | None, year: str, text: str, where: str
) -> Iterator[DraftObservation]:
    coded = coding("women_service", entry.iso3, text)
    if coded is not None:
        if coded.answer != "gap":
            yield entry.draft(
                "women_service", year, where, category=coded.answer, original=coded.expects
            )
        return
    voluntary = next((c for c in clauses(text) if _women_volunteer(c)), None)
    if voluntary:
        yield entry.draft("women_service", year, where, category="voluntary", original=voluntary)


def _women_volunteer(clause: str) -> bool:
    if re.search(r"compulsory|mandatory|conscript|draft", clause, re.IGNORECASE):
        return bool(re.search(r"women (?:may|can) volunteer", clause, re.IGNORECASE))
    return bool(
        re.search(r"\bwomen\b", clause, re.IGNORECASE)
        and re.search(r"\bvolunt", clause, re.IGNORECASE)
        and not re.search(r"not (?:open|permitted|allowed)", clause, re.IGNORECASE)
    )
