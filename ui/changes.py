"""What changed: controls, counts, sentences, table and map, shared by three screens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import streamlit as st

from atlas.analysis.choice import among
from atlas.codebook import codebook
from atlas.editorial import changes as editorial
from atlas.editorial.changelog import counted, sentences, subject_name
from atlas.editorial.changes import Change, Changes, Pair
from atlas.errors import UnknownChoice, UnknownRelease
from atlas.figures.changes import as_address, change_rows, changes_map, effects
from atlas.i18n import Translator, plain
from atlas.publish.html import fragment
from atlas.publish.static import asset
from ui import controls, frames, mapview, state
from ui.memo import memo

MOST = 200  # rows of a table; the filters lead to the others
Filler = Callable[[tuple[Pair, ...]], list[Change]]


@lru_cache(maxsize=16)
def between(old: str, new: str) -> Changes:
    """Return what differs between two releases; releases never change, so it is kept."""
    return editorial.between(frames.engine(), old, new)


def two_releases() -> tuple[str, str]:
    """Return the releases that the address compares: by default the newest two."""
    known = frames.labels()
    new = state.resolve("to", lambda label: _known(label, known), known[-1])
    before = known[max(0, known.index(new) - 1)]
    return state.resolve("from", lambda label: _known(label, known), before), new


def _known(label: str, known: list[str]) -> str:
    if label in known:
        return label
    raise UnknownRelease(label, tuple(known[-3:]))


def choose_releases(old: str, new: str, t: Translator) -> None:
    """Choose the release before and the one after."""
    labels = frames.labels()[::-1]
    st.selectbox(t("From release"), labels, **state.bound("from", old, None))
    st.selectbox(t("To release"), labels, **state.bound("to", new, labels[0]))


def chosen(found: Changes) -> tuple[list[str], list[str]]:
    """Return the countries and subjects that the address asks for."""
    countries = [c.iso3 for c in state.resolve_all("country", codebook().country)]
    about = found.subjects.keys()
    return countries, state.resolve_all("indicator", lambda asked: _subject(asked, about))


def _subject(asked: str, about: Collection[str]) -> str:
    book = codebook()
    if asked in about or asked in book.indicators or asked in book.questions:
        return asked
    raise UnknownChoice(asked, tuple(sorted(about)[:3]))


def choose_subjects(found: Changes, subjects: list[str], t: Translator) -> None:
    """Choose indicators or questions among those that changed."""
    names = {each: subject_name(kind, each, t) for each, kind in found.subjects.items()}
    names |= {subject: names.get(subject, subject) for subject in subjects}
    st.multiselect(
        t("Indicators and questions"),
        sorted(names, key=lambda code: names[code]),
        format_func=lambda code: names.get(code, code),
        placeholder=t("All changes"),
        **state.bound("indicator", subjects, []),
    )


def notes(release: str, t: Translator) -> None:
    """Show what the publisher wrote about a release."""
    known = frames.releases().set_index("label").loc[release]
    said = [str(known["notes"])] if known["notes"] else []
    if known["restores"]:
        said.insert(0, t("This release equals release {old} again.", old=known["restores"]))
    if said:
        st.html(fragment("lines.html", t, lines=said))


def say(found: Changes, t: Translator) -> None:
    """Say in sentences what changed."""
    lines = memo(lambda: sentences(found, t), "changes said", found, t.lang)
    st.html(fragment("lines.html", t, lines=lines))


def picked(found: Changes, countries: Sequence[str], subjects: Sequence[str]) -> Changes:
    """Return the changes of the chosen countries and subjects."""
    question = ("changes of", found, tuple(countries), tuple(subjects))
    return memo(lambda: found.of(countries, subjects), *question)


def tally(found: Changes, t: Translator) -> None:
    """Show how many records are new, changed, removed and the same."""
    labels = {
        "added": t("New"),
        "changed": t("Changed"),
        "removed": t("Removed"),
        "unchanged": t("Unchanged"),
    }
    counts = [
        (name if n else f"{name} zero", labels[name], plain(n, t.lang))
        for name, n in found.counts.items()
    ]
    st.html(fragment("counts.html", t, counts=counts))


def world(found: Changes, t: Translator) -> None:
    """Draw which countries change, and how; the table below says the same."""
    with st.container(key="atlas-changes-map"):
        drawn = memo(lambda: as_address(changes_map(found, t)), "changes map", found, t.lang)
        mapview.draw(drawn, "", t, fixed=True)


def table(found: Changes, fill: Filler, t: Translator) -> None:
    """Show old and new side by side, each with its source."""
    rows = change_rows(fill(found.pairs[:MOST]), t)
    left = max(0, len(found.pairs) - MOST)
    link = _country
    st.html(fragment("changes.html", t, rows=rows, left=left, link=link))


def _country(iso3: str) -> str:
    return state.address("/country", country=iso3)


def pages(found: Changes, t: Translator) -> None:
    """Say what each page will show once this is published."""
    lines = [f"{effect.title}: {effect.said}." for effect in effects(found, t)]
    st.html(fragment("lines.html", t, lines=lines))


def published(pairs: tuple[Pair, ...]) -> list[Change]:
    """Return changes between releases with their records."""
    return editorial.filled(frames.engine(), pairs)


def views(found: Changes, fill: Filler, t: Translator) -> None:
    """Draw a map or a table, as the address says."""
    options = {"table": t("Table"), "map": t("Map")}
    view = state.resolve("view", among(options), "table")
    controls.segments("view", options, view, t("View"))
    if view == "map":
        world(found, t)
    else:
        table(found, fill, t)


def said(found: Changes, t: Translator) -> str:
    """Return the counts in one line."""
    return " · ".join(counted(name, n, t) for name, n in found.counts.items() if n)


def _loader() -> str:
    # Streamlit runs this text from a blob, where a path alone has no base.
    return f"""
const module = import(new URL("{asset("js/visit.js")}", location.origin).href);
export default function (component) {{
  module.then((drawn) => drawn.default(component));
}}
"""


_visit = st.components.v2.component(
    "atlas_visit", html='<p class="atlas-visit"></p>', js=_loader(), isolate_styles=False
)


def last_visit(t: Translator) -> None:
    """Lead to what is new since the reader's last visit, which only their browser knows."""
    _visit(
        key="visit",
        data={
            "releases": frames.labels(),
            "words": t("What is new since your last visit (release {release})"),
            "current": t("Nothing new since your last visit."),
            "suffix": state.suffix(),
        },
    )
