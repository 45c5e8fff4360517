"""What changed: controls, counts, sentences, table and map, shared by three screens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.editorial import changes as editorial
from atlas.editorial.changelog import change_count_text, changelog_sentences, subject_name
from atlas.editorial.changes import Change, Changes, RecordPair
from atlas.errors import UnknownChoice, UnknownRelease
from atlas.export.html import fragment
from atlas.i18n import Translator, plain
from atlas.views.changes import as_address, change_rows, changes_map, effects
from atlas.web.static import asset
from ui import category_changes, controls, figure_changes, frames, map_view, state
from ui.memo import memo

MOST = 200  # rows of a table; the filters lead to the others
Filler = Callable[[tuple[RecordPair, ...]], list[Change]]


@lru_cache(maxsize=16)
def between(old: str, new: str) -> Changes:
    """Return what differs between two releases; releases never change, so it is kept."""
    return editorial.between(frames.engine(), old, new)


def two_releases() -> tuple[str, str]:
    """Return the releases that the address compares: by default the newest two."""
    labels = frames.labels()
    new = state.resolve("to", lambda label: _valid_label(label, labels), labels[-1])
    before = labels[max(0, labels.index(new) - 1)]
    return state.resolve("from", lambda label: _valid_label(label, labels), before), new


def is_first(old: str, new: str) -> bool:
    """Return whether there is no release before: one release does not differ from itself."""
    return old == new and len(frames.labels()) == 1


def _valid_label(label: str, labels: list[str]) -> str:
    if label in labels:
        return label
    raise UnknownRelease(label, tuple(labels[-3:]))


def show(old: str, new: str, t: Translator) -> None:
    """Show the whole comparison of two releases, with its controls."""
    view = state.resolve("view", choice_parser(_views(t)), "table")
    kinds = _kinds(view, old, new)
    countries, subjects = chosen(kinds)
    names = names_of(kinds, subjects, t)
    region = state.resolve("region", codebook().region, None)
    controls.heading(t("What changed"), t("From release {old} to {new}", old=old, new=new))
    last_visit(t)
    with st.container(horizontal=True, key="atlas-controls"):
        choose_releases(old, new, t)
        controls.countries(countries, t, most=60)
        choose_subjects(names, subjects, t)
        if view in ("categories", "figures"):
            controls.region(region, t)
    controls.segments("view", _views(t), view, t("View"))
    if view == "categories":
        everything = category_changes.comparison(old, new)
        category_changes.show(everything, countries, subjects, region, t)
    elif view == "figures":
        figure_changes.show(old, new, countries, subjects, region, t)
    else:
        differences = picked(between(old, new), countries, subjects)
        notes(new, t)
        tally(differences, t)
        say(differences, t)
        draw(view, differences, published, t)


def _kinds(view: str, old: str, new: str) -> Mapping[str, str]:
    """Return the kind of record of each subject that a view can be of."""
    if view == "categories":
        return category_changes.comparison(old, new).kinds
    if view == "figures":
        return dict.fromkeys(figure_changes.figures(old, new)["indicator"], "observation")
    return between(old, new).subjects


def _views(t: Translator) -> dict[str, str]:
    return {
        "table": t("Table"),
        "map": t("Map"),
        "categories": t("Categories by region"),
        "figures": t("Publishers’ figures"),
    }


def choose_releases(old: str, new: str, t: Translator) -> None:
    """Choose the release before and the one after."""
    labels = frames.labels()[::-1]
    st.selectbox(t("From release"), labels, **state.bound("from", old, None))
    st.selectbox(t("To release"), labels, **state.bound("to", new, labels[0]))


def names_of(kinds: Mapping[str, str], codes: Collection[str], t: Translator) -> dict[str, str]:
    """Return the name of each subject that can be chosen or is, by its code."""
    others = {code: _kind_of(code) for code in codes if code not in kinds}
    return {code: subject_name(kind, code, t) for code, kind in {**kinds, **others}.items()}


def _kind_of(code: str) -> str:
    book = codebook()
    if code in book.organisations:
        return "participation"
    return "judgement" if code in book.questions else "observation"


def chosen(names: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the countries and subjects that the address asks for."""
    countries = [c.iso3 for c in state.resolve_all("country", codebook().country)]
    return countries, state.resolve_all("indicator", lambda code: _subject(code, names))


def _subject(code: str, about: Collection[str]) -> str:
    book = codebook()
    if any(code in codes for codes in (about, book.indicators, book.questions, book.organisations)):
        return code
    raise UnknownChoice(code, tuple(sorted(about)[:3]))


def choose_subjects(names: dict[str, str], subjects: list[str], t: Translator) -> None:
    """Choose indicators or questions among those that changed."""
    st.multiselect(
        t("Indicators and questions"),
        sorted(names, key=lambda code: names[code]),
        format_func=lambda code: names.get(code, code),
        placeholder=t("All changes"),
        **state.bound("indicator", subjects, []),
    )


def notes(release: str, t: Translator) -> None:
    """Show what the publisher wrote about a release."""
    row = frames.releases().set_index("label").loc[release]
    lines = [str(row["notes"])] if row["notes"] else []
    if row["restores"]:
        lines.insert(0, t("This release equals release {old} again.", old=row["restores"]))
    if lines:
        st.html(fragment("lines.html", t, lines=lines))


def say(differences: Changes, t: Translator) -> None:
    """Say in sentences what changed."""
    lines = memo(lambda: changelog_sentences(differences, t), "changes said", differences, t.lang)
    st.html(fragment("lines.html", t, lines=lines))


def picked(differences: Changes, countries: Sequence[str], subjects: Sequence[str]) -> Changes:
    """Return the changes of the chosen countries and subjects."""
    question = ("changes of", differences, tuple(countries), tuple(subjects))
    return memo(lambda: differences.of(countries, subjects), *question)


def tally(differences: Changes, t: Translator) -> None:
    """Show how many records are new, changed, removed and the same."""
    labels = {
        "added": t("New"),
        "changed": t("Changed"),
        "removed": t("Removed"),
        "unchanged": t("Unchanged"),
    }
    counts = [
        (name if n else f"{name} zero", labels[name], plain(n, t.lang))
        for name, n in differences.counts.items()
    ]
    st.html(fragment("counts.html", t, counts=counts))


def world(differences: Changes, t: Translator) -> None:
    """Draw which countries change, and how; the table below says the same."""
    with st.container(key="atlas-changes-map"):
        payload = memo(
            lambda: as_address(changes_map(differences, t)), "changes map", differences, t.lang
        )
        map_view.draw(payload, "", t, is_fixed=True)


def table(differences: Changes, fill: Filler, t: Translator) -> None:
    """Show old and new side by side, each with its source."""
    rows = change_rows(fill(differences.pairs[:MOST]), t)
    n_more = max(0, len(differences.pairs) - MOST)
    link = _country
    st.html(fragment("changes.html", t, rows=rows, left=n_more, link=link))


def _country(iso3: str) -> str:
    return state.address("/country", country=iso3)


def pages(differences: Changes, t: Translator) -> None:
    """Say what each page will show once this is published."""
    lines = [f"{effect.title}: {effect.said}." for effect in effects(differences, t)]
    st.html(fragment("lines.html", t, lines=lines))


def published(pairs: tuple[RecordPair, ...]) -> list[Change]:
    """Return changes between releases with their records."""
    return editorial.load_changes(frames.engine(), pairs)


def views(differences: Changes, fill: Filler, t: Translator) -> None:
    """Draw a map or a table, as the address says."""
    options = {name: text for name, text in _views(t).items() if name in ("table", "map")}
    view = state.resolve("view", choice_parser(options), "table")
    controls.segments("view", options, view, t("View"))
    draw(view, differences, fill, t)


def draw(view: str, differences: Changes, fill: Filler, t: Translator) -> None:
    """Draw the map or the table."""
    if view == "map":
        world(differences, t)
    else:
        table(differences, fill, t)


def said(differences: Changes, t: Translator) -> str:
    """Return the counts in one line."""
    return " · ".join(change_count_text(name, n, t) for name, n in differences.counts.items() if n)


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
