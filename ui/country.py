"""The chapters of a country's page, made once for each release, country, group and language."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from atlas.analysis.age import OLD_AFTER
from atlas.codebook.model import Country, Region
from atlas.export.html import fragment
from atlas.i18n import Translator, translator
from atlas.views.country.chapters import RECENT, Records, country_records
from atlas.views.country.figures import Among, Figure, basics, chapters
from atlas.views.origins import count_origins, origin_shares
from atlas.views.replies.notes import Voices
from atlas.web.map import cached_reference_year
from ui import frames, state
from ui import replies as heard

KINDS = ("judgement", "document", "participation", "institution", "relation", "event")
EVENTS = "events"


ANY_AGE = 10_000  # years


def age() -> int:
    """Return how old a ranked value may be: ``old=1`` in the address asks for all of them."""
    return ANY_AGE if state.text("old") == "1" else OLD_AFTER


def choose_age(t: Translator) -> None:
    """Let a reader rank old values, too."""
    is_on = state.text("old") == "1"
    key = state.bound("old", is_on, False)["key"]
    label = t("Also rank values older than {n} years", n=OLD_AFTER)
    st.toggle(label, key=key, on_change=_save_age, args=(key,))


def _save_age(key: str) -> None:
    state.remember(old="1" if st.session_state[key] else None)


def show(release: str, country: Country, group: Region, t: Translator) -> None:
    """Show the table of contents and all chapters."""
    voices = heard.beside(t)
    for html in html_of(release, country.iso3, group.id, age(), t.lang, state.suffix(), voices):
        st.html(html)


@lru_cache(maxsize=256)
def sheet(
    release: str, iso3: str, lang: str, _voices: Voices, _origins: tuple[str, ...] = ()
) -> tuple[Figure, ...]:
    """Return the basic sheet; what is taken down or answered changes the voices."""
    rows = frames.of_country(release, iso3)
    return tuple(basics(rows, translator(lang), cached_reference_year(release)))


@lru_cache(maxsize=48)
def html_of(
    release: str,
    iso3: str,
    group_id: str,
    oldest: int,
    lang: str,
    _suffix: str,
    voices: Voices,
) -> tuple[str, ...]:
    """Return the chapters; the suffix (what links carry along) is part of the key only."""
    from atlas.codebook import codebook  # noqa: PLC0415

    t, group = translator(lang), codebook().regions[group_id]
    content = country_records(iso3, {k: frames.records_of(release, k, iso3) for k in KINDS}, t)
    among = Among(iso3, group.members, cached_reference_year(release), oldest)
    chapter_list = chapters(
        frames.of_country(release, iso3), frames.newest_sayings(release), among, t
    )
    links = _links(iso3)
    contents = [(c.theme.id, t(c.theme.name)) for c in chapter_list]
    contents.append((EVENTS, t("Events and reforms")))
    parts = [fragment("contents.html", t, entries=contents)]
    for chapter in chapter_list:
        part = content.parts[chapter.theme.id]
        values = {"chapter": chapter, "part": part, "group": t(group.name), "links": links}
        parts.append(fragment("chapter.html", t, link=_map_of, voices=voices, **values))
    return (*parts, _events(content, iso3, t))


def origins(release: str, iso3: str, t: Translator) -> str:
    """Return who speaks about a country: the shares, and how its ministry can reply."""
    shares = origin_shares(count_origins(frames.of_country(release, iso3)), t)
    if shares is None:
        return ""
    return fragment("origins.html", t, shares=shares, reply=state.address("/reply"))


def _map_of(indicator: str) -> str:
    return state.address("/", indicator=indicator)


def _links(iso3: str) -> dict[str, str]:
    return {
        "chart": state.address("/institutions", country=iso3),
        "law": state.address("/law", country=iso3, view="table"),
        "documents": state.address("/documents", country=iso3),
        "memberships": state.address("/memberships", country=iso3),
    }


def _events(content: Records, iso3: str, t: Translator) -> str:
    return fragment(
        "country_events.html",
        t,
        first=content.events[:RECENT],
        rest=content.events[RECENT:],
        link=state.address("/timeline", country=iso3),
    )
