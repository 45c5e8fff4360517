"""Women's share of the forces, where a note states it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.connectors.factbook.entry import Entry, Gap, clean
from atlas.intake.connectors.factbook.quantity import read
from atlas.intake.draft import DraftObservation

SECTION, FIELD = "Military and Security", "Military service age and obligation"
STATEMENT = re.compile(
    r"(?:note(?: \d)?:\s*)?(?P<sentence>[^;.]*?\bwomen\b[^;]*?(?P<share>\d+(?:\.\d+)?)\s?%[^;]*)",
    re.IGNORECASE,
)
FORCE = re.compile(
    r"% of (?:the )?(?:[\w’']+ )*?(?:military|armed forces|active|CAF|JDF's|Regular Force|full-time)"
)
YEAR = re.compile(r"\b(20\d{2})\b")


def read_women(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield the share of women from the field's note, for the year that its sentence states."""
    note = entry.fields.get(SECTION, {}).get(FIELD, {})
    text = clean(note.get("note", "")) if isinstance(note, dict) else ""
    match = STATEMENT.search(text)
    if match is None:
        return
    sentence = re.split(r"\s+note(?: \d)?:", match.group("sentence").strip())[0]
    years, words = set(YEAR.findall(sentence)), _words(sentence)
    quantity = read(words)
    if quantity is None or len(years) != 1 or not FORCE.search(sentence):
        yield Gap(
            entry.iso3, "women_forces", sentence, "no single share of one year for the forces"
        )
        return
    yield entry.draft(
        "women_forces",
        years.pop(),
        f"{SECTION} > {FIELD} > note: {sentence}",
        original=words,
        quantity=quantity,
        note=_scope(sentence),
    )


def _words(sentence: str) -> str:
    found = re.search(
        r"(?:(?:about|approximately|nearly|over|a little more than|almost|around) )?\d+(?:\.\d+)?\s?%"
        r"[^;,]*",
        sentence,
    )
    return re.split(r"\s+note(?: \d)?:", found.group(0))[0].strip() if found else ""


def _scope(sentence: str) -> str:
    if "full-time" in sentence:
        return "Full-time personnel."
    if "active" not in sentence and "Regular" not in sentence:
        return "The source does not say whether this is of active personnel only."
    return ""
