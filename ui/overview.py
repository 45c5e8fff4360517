"""The overview of the trends page: every subject by region, filters, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.overview import Subject
from atlas.codebook import Region, codebook
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.store import releases
from atlas.views.trends import overview as words
from atlas.views.trends.overview_data import METHOD, overview
from ui import controls, frames, state
from ui.memo import memo

KINDS = {
    "": N_("All kinds"),
    "instrument": N_("Treaties and agreements"),
    "rule": N_("Rules of law"),
    "category": N_("Categories"),
    "level": N_("Figures of one year"),
    "number": N_("Figures over time"),
}
PATTERNS = {"": N_("All"), "common": N_("Common"), "unique": N_("Unique"), "none": N_("Neither")}


@dataclass(frozen=True)
class Filters:
    """What the address selects."""

    theme: str
    kind: str
    pattern: str
    region: Region | None

    def keeps(self, row: Subject) -> bool:
        """Return whether a row passes the filters."""
        return (
            self.theme in ("", row.theme)
            and self.kind in ("", row.kind)
            and (not self.pattern or _pattern(row) == self.pattern)
            and (self.region is None or _speaks_of(row, self.region.id))
        )


def _pattern(row: Subject) -> str:
    return row.verdict.split("-")[0]


def _speaks_of(row: Subject, region: str) -> bool:
    return any(cell.region == region and cell.sign != "few" for cell in row.cells)


def filters() -> Filters:
    """Read the address."""
    themes = {theme.id: theme.name for theme in codebook().themes}
    return Filters(
        theme=state.resolve("theme", choice_parser(themes), ""),
        kind=state.resolve("kind", choice_parser(KINDS), ""),
        pattern=state.resolve("pattern", choice_parser(PATTERNS), ""),
        region=state.resolve("region", codebook().region, None),
    )


def show(release: str, t: Translator) -> None:
    """Show what is common, what is unique, the table of all subjects, and what can't be said."""
    rows = _rows(release)
    choice = filters()
    st.html(memo(lambda: _findings(rows, t), "overview findings", release, t.lang, _version()))
    _controls(choice, release, t)
    chosen = [row for row in rows if choice.keeps(row)]
    table = memo(lambda: _table(chosen, choice, t), "overview", release, t.lang, choice, _version())
    st.html(table)
    controls.files("trends/overview", {"release": release, "lang": t.lang}, t, "", ("csv", "json"))
    controls.permalink(release, t)
    with st.expander(t("How this is calculated")):
        st.html(fragment("trends_overview_method.html", t))


def _version() -> str:
    return f"{releases.content_version(frames.engine())} {METHOD}"


def _rows(release: str) -> tuple[Subject, ...]:
    return memo(lambda: overview(frames.engine(), release), "overview rows", release, _version())


def _findings(rows: Sequence[Subject], t: Translator) -> str:
    common, unique = words.findings(rows, t)
    parts = (
        (t("Common"), common, t("Nothing in this release is common to four of the five regions.")),
        (
            t("Unique to one region"),
            unique,
            t("No region differs from all others in this release."),
        ),
    )
    return fragment("trends_overview.html", t, parts=parts, link=_link)


def _link(row: words.SubjectView) -> str:
    page, parameters = row.address
    return state.address(page, **parameters)


def _controls(choice: Filters, release: str, t: Translator) -> None:
    book = codebook()
    themes = {"": t("All themes"), **{theme.id: t(theme.name) for theme in book.themes}}
    controls.segments(
        "pattern", {c: t(n) for c, n in PATTERNS.items()}, choice.pattern, t("Pattern")
    )
    with st.container(horizontal=True, key="atlas-controls"):
        st.selectbox(
            t("Theme"),
            list(themes),
            format_func=themes.get,
            **state.bound("theme", choice.theme, ""),
        )
        st.selectbox(
            t("Kind of subject"),
            list(KINDS),
            format_func=lambda code: t(KINDS[code]),
            **state.bound("kind", choice.kind, ""),
        )
        regions = {"": t("All regions"), **dict(words.column_names(t)[:-1])}
        st.selectbox(
            t("Region"),
            list(regions),
            format_func=regions.get,
            **state.bound("region", choice.region.id if choice.region else "", ""),
        )
        controls.release(release, t)


def _table(rows: Sequence[Subject], choice: Filters, t: Translator) -> str:
    sections = words.sections(rows, t)
    reasons = words.shortages(rows, t)
    names = words.column_names(t)
    signs = words.sign_key(rows, t)
    values = {"regions": names, "signs": signs, "sections": sections, "link": _link}
    own = choice.region.id if choice.region else ""
    table = fragment("trends_overview_table.html", t, own=own, **values) if sections else ""
    if reasons:
        table += fragment("trends_overview_short.html", t, reasons=reasons, link=_link)
    return table or fragment("note.html", t, text=t("No subject fits these filters."))
