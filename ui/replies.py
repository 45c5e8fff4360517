"""Replies and answered questions for the pages that show figures."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from atlas.codebook import codebook
from atlas.editorial.permissions import Account
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import Translator, country_name, language_name, translator
from atlas.store import replies as stored
from atlas.store.replies import RecordPlace
from atlas.views.replies.lists import Stands, stands_as
from atlas.views.replies.notes import Voices, voices
from ui import account, frames, state

# Languages of officials and readers; others may be added without harm.
TONGUES = ("en", "fr", "es", "ar", "pt", "ru", "uk", "sr", "bs", "mk", "sq", "ro", "bg", "hy")
TONGUES += ("ka", "az", "tr", "fa", "ur", "hi", "bn", "ne", "si", "ta", "th", "vi", "id", "ms")
TONGUES += ("tl", "zh", "ja", "ko", "mn", "kk", "uz", "sw", "am", "so", "ha", "ht", "de", "it")


def beside(t: Translator) -> Voices:
    """Return what stands beside figures at this moment, for whoever reads."""
    return _voices(stored.voices_digest(frames.engine()), t.lang, state.suffix(), official())


def official() -> str:
    """Return the country that the reader answers for; empty for all but officials."""
    reader = account.current()
    return (reader.country or "") if reader is not None and reader.has("reply") else ""


@lru_cache(maxsize=32)
def _voices(_version: str, lang: str, suffix: str, country: str) -> Voices:
    engine = frames.engine()
    records = stored.replies(engine), stored.inquiries(engine)
    return voices(*records, translator(lang), suffix=suffix, official=country)


def place() -> RecordPlace | None:
    """Return the figure that the address names: country, indicator or question, period."""
    book = codebook()
    country = state.resolve("country", book.country, None)
    indicator = state.resolve("indicator", book.indicator, None)
    question = state.resolve("question", book.question, None)
    period, breakdown = state.text("period") or "", state.text("breakdown") or ""
    if country is None or (indicator is None and question is None):
        return None
    if indicator is not None:
        return RecordPlace("observation", country.iso3, indicator.id, period, breakdown)
    return RecordPlace("judgement", country.iso3, question.id, period)


def standing(at: RecordPlace, t: Translator) -> Stands | None:
    """Return what the newest release says there; a missing figure is reported on the page."""
    try:
        return stands_as(stored.standing_record(frames.engine(), at), t)
    except AtlasError as error:
        state.complain(error)
        return None


def head(stands: Stands, t: Translator) -> None:
    """Show what stands in the atlas, with its source."""
    place = stands.evidence.place
    country = state.address("/country", country=place.country if place else "")
    voices = replace(beside(t), suffix=None)  # this page is where the links would lead
    st.html(fragment("voices/head.html", t, s=stands, voices=voices, country=country))


def about(at: RecordPlace, t: Translator) -> str:
    """Return a figure's place in words."""
    book = codebook()
    if at.kind == "observation":
        name = t(book.indicator(at.subject).short)
    else:
        name = t(book.question(at.subject).short)
    return " · ".join((country_name(at.country, t.lang), name, at.period))


def language(label: str, key: str, t: Translator) -> str:
    """Choose a language, the page's own first."""
    codes = list(dict.fromkeys((t.lang, *TONGUES)))
    return str(st.selectbox(label, codes, format_func=language_name, key=key))


def waiting(reader: Account, t: Translator) -> None:
    """Lead from the queue of submissions to the replies that wait for a look at their form."""
    if not reader.has("review-reply"):
        return
    n = len(stored.replies(frames.engine(), statuses=["submitted"]))
    if n:
        text = t.n(
            "{n} government reply awaiting review", "{n} government replies awaiting review", n
        )
        href = state.address("/reply")
        st.html(fragment("voices/waiting.html", t, text=text, href=href))
