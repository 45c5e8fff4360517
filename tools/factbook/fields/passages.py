"""From a passage of the Factbook to a draft observation or a listed gap."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.intake.bounds import Bound
from atlas.intake.draft import DraftObservation
from tools.factbook.edition import LATEST, Edition
from tools.factbook.fields.quantities import Quantity
from tools.factbook.fields.year import closing_bracket, trailing_year

BOUND_NOTES = {
    Bound.AT_MOST: "The source gives an upper limit: “{words}”.",
    Bound.AT_LEAST: "The source gives a lower limit: “{words}”.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the Factbook and where it stands.

    ``text`` is the whole paragraph; ``place`` is "section > field [> part]". ``dated`` is
    False for fields that describe the present: a year at their end is then no period.
    ``closing`` is the bracket that closes the field and bears the year of its parts.
    """

    country: str
    place: str
    text: str
    dated: bool = True
    edition: Edition = LATEST
    closing: str = ""

    @property
    def locator(self) -> str:
        """Section, field and the paragraph itself."""
        return f"{self.place} > {self.text}"

    @property
    def year(self) -> int | None:
        """The year in the brackets that close the paragraph, else the field."""
        if not self.dated:
            return None
        bracket = closing_bracket(self.closing)
        return trailing_year(self.text) or (int(bracket[1]) if bracket else None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text on an indicator from which no value can be read with certainty."""

    country: str
    indicator: str
    text: str
    reason: str


Found = DraftObservation | Gap


def gap(passage: Passage, indicator: str, reason: str) -> Gap:
    """List a text that could not be read."""
    return Gap(passage.country, indicator, passage.locator, reason)


def number(
    passage: Passage,
    indicator: str,
    quantity: Quantity,
    *,
    year: int | None = None,
    breakdown: str = "",
    original: str = "",
    note: str = "",
) -> DraftObservation:
    """Return an observation of a number; "about" and ranges become estimates with margins."""
    about = quantity.bound is not Bound.EXACT or quantity.is_range or _says_estimate(passage)
    limit = quantity.is_limit
    if limit:
        note = _join(BOUND_NOTES[quantity.bound].format(words=quantity.original), note)
    draft = _blank(passage, indicator, year, note)
    value, low, high = quantity.stated
    return replace(
        draft,
        value=value,
        low=low,
        high=high,
        breakdown=breakdown,
        original=original or quantity.original,
        method=Method.ESTIMATED if about else Method.REPORTED,
        processing=Processing.MINOR if quantity.scaled else Processing.NONE,
        reliability=_reliability(about, limit),
    )


def coded(
    passage: Passage,
    indicator: str,
    category: str,
    *,
    original: str,
    year: int | None = None,
    note: str = "",
) -> DraftObservation:
    """Return an observation that codes a text into a category of the codebook."""
    draft = _blank(passage, indicator, year, note)
    return replace(
        draft,
        category=category,
        original=original,
        method=Method.CODED,
        processing=Processing.MINOR,
    )


def missing(
    passage: Passage,
    indicator: str,
    reason: MissingReason,
    *,
    original: str,
    year: int | None = None,
    note: str = "",
) -> DraftObservation:
    """Return an observation that says why there is no value."""
    draft = _blank(passage, indicator, year, note)
    return replace(draft, missing=reason, original=original, method=Method.CODED)


def uncertain(draft: DraftObservation, why: str) -> DraftObservation:
    """Return the observation marked uncertain, with the source's own words as the reason."""
    return replace(draft, reliability=Reliability.UNCERTAIN, note=_join(draft.note, why))


def with_note(draft: DraftObservation, note: str) -> DraftObservation:
    """Return the observation with a sentence added to its note."""
    return replace(draft, note=_join(draft.note, note))


def _blank(passage: Passage, indicator: str, year: int | None, note: str) -> DraftObservation:
    period = year or passage.year
    return DraftObservation(
        country=passage.country,
        indicator=indicator,
        period=str(period or passage.edition.year),
        source=passage.edition.source.id,
        unit=codebook().indicator(indicator).unit,
        locator=passage.locator,
        note=note if period else _join(note, passage.edition.note),
    )


def _says_estimate(passage: Passage) -> bool:
    text = passage.text if trailing_year(passage.text) else passage.closing or passage.text
    return re.search(r"est\.\)?(?: NA)?\s*$|^\(\d{4} est\.\)", text) is not None


def _reliability(about: bool, limit: bool) -> Reliability:
    if limit:
        return Reliability.UNCERTAIN
    return Reliability.ESTIMATE if about else Reliability.STATED


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
