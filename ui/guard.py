"""The comparability guard: before a chart is drawn, say what speaks against it.

What a reader accepts stands in the address (``accept=years,reliability``), and so does each way
out: one shared year (``year``), reported values only (``values=reported``), a course over time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.comparability import (
    Finding,
    Obstacle,
    merge_findings,
    obstacles,
    shared_year,
    typical,
    without_estimates,
)
from atlas.analysis.likeness import alike, estimate_mask
from atlas.analysis.selection import totals
from atlas.analysis.series import one_publisher
from atlas.codebook import codebook
from atlas.codebook.model import Indicator
from atlas.export.html import fragment
from atlas.i18n import Translator
from atlas.views.compare.comparability import Notice, comparison_notices, footnote
from ui import state

MOMENTS = ("dots", "scatter")
Links = list[tuple[str, str]]  # an address and its words


@dataclass(frozen=True)
class Choice:
    """What the address asks of the values: one year, reported ones only, what is accepted."""

    year: int | None = None
    reported_only: bool = False
    accepted: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Part:
    """An indicator of a chart: its findings, its values, and its name where there are several."""

    findings: tuple[Finding, ...]
    frame: pd.DataFrame
    subject: str = ""


def asked(years: Sequence[int], view: str) -> Choice:
    """Read the address; a year counts only in views that show one value a country."""
    find_year = choice_parser([str(y) for y in years])
    year = state.resolve("year", find_year, "") if view in MOMENTS else ""
    values = state.resolve("values", choice_parser(["all", "reported"]), "all")
    accepted_codes = frozenset(
        state.resolve_all("accept", choice_parser([o.value for o in Obstacle]))
    )
    return Choice(int(year) if year else None, values == "reported", accepted_codes)


def picked(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the rows that the choice leaves to draw."""
    if choice.reported_only:
        frame = without_estimates(frame)
    return frame if choice.year is None else frame[frame["year"] == choice.year]


def comparable(frame: pd.DataFrame, countries: Sequence[str], view: str) -> pd.DataFrame:
    """Return the rows that a view draws: values of like reliability, or one publisher a series."""
    if view in MOMENTS:
        return alike(frame, countries)
    return one_publisher(frame) if view == "lines" else frame


@dataclass(frozen=True)
class Offered:
    """What can be chosen of an indicator's values: their years, newest first, and estimates."""

    years: tuple[str, ...]
    estimates: bool


def offered(frame: pd.DataFrame, countries: Sequence[str]) -> Offered:
    """Return what the values of some countries, or of all, let a reader choose."""
    own = totals(frame)
    own = own[own["value"].notna()]
    own = own[own["country"].isin(countries)] if countries else own
    years = sorted(map(int, own["year"].unique()), reverse=True)
    return Offered(tuple(map(str, years)), bool(estimate_mask(own).any()))


def choose(possible: Offered, choice: Choice, view: str, t: Translator) -> None:
    """Offer one year instead of the newest values, and to leave out estimates."""
    with st.container(horizontal=True, key="atlas-controls-values"):
        _year(possible, choice, view, t)
        _values(possible, choice, t)


def _year(possible: Offered, choice: Choice, view: str, t: Translator) -> None:
    if view in MOMENTS and len(possible.years) > 1:
        years = ["", *possible.years]
        current = str(choice.year or "")
        st.selectbox(
            t("Year"),
            years if current in years else [*years, current],
            format_func=lambda year: year or t("Latest value of each"),
            **state.bound("year", current, ""),
        )


def _values(possible: Offered, choice: Choice, t: Translator) -> None:
    if choice.reported_only or possible.estimates:
        names = {"all": t("All"), "reported": t("Reported only")}
        st.selectbox(
            t("Values"),
            list(names),
            format_func=names.get,
            **state.bound("values", "reported" if choice.reported_only else "all", "all"),
        )


def found(
    frame: pd.DataFrame,
    countries: Sequence[str],
    groups: Sequence[str],
    indicator: Indicator,
    view: str,
) -> tuple[Finding, ...]:
    """Return what speaks against a view of one indicator; a table is never stopped."""
    moment = view in MOMENTS
    frame = frame if moment else comparable(frame, countries, view)
    of_countries = obstacles(frame, countries, indicator, moment=moment)
    members = [codebook().members(group) for group in groups]
    of_groups = (typical(frame, m, indicator, moment=moment) for m in members)
    return merge_findings(of_countries, *of_groups)


def lets(parts: Sequence[Part], countries: Sequence[str], choice: Choice, t: Translator) -> bool:
    """Show what speaks against the parts of one chart; return whether it may be drawn."""
    stopping = [
        (it, _remedies(f, part.frame, countries, t))
        for part in parts
        for f in part.findings
        for it in comparison_notices([f] if f.stops else [], t, part.subject)
    ]
    every = merge_findings(*(part.findings for part in parts))
    is_shown = not stopped(every, choice)
    tell(stopping, every, is_shown, choice, t)
    return is_shown


def stopped(findings: tuple[Finding, ...], choice: Choice) -> bool:
    """Return whether an obstacle stands that the reader has not accepted."""
    return any(f.stops and f.obstacle not in choice.accepted for f in findings)


def tell(
    stopping: list[tuple[Notice, Links]],
    findings: tuple[Finding, ...],
    is_shown: bool,
    choice: Choice,
    t: Translator,
) -> None:
    """Show what stops a comparison, with ways out, and what is only marked."""
    if not findings:
        return
    codes = sorted(choice.accepted | {it.code for it, _ in stopping})
    rough = any(f.obstacle is Obstacle.RELIABILITY for f in findings)
    html = fragment(
        "guard.html",
        t,
        stopping=stopping,
        marked=comparison_notices([f for f in findings if not f.stops], t),
        shown=is_shown,
        accept=state.here(accept=",".join(codes)),
        back=state.without("accept"),
        open_marks=is_shown and rough,
    )
    st.html(html)


def beside(findings: tuple[Finding, ...], t: Translator) -> None:
    """Show the findings beside a table, which is never stopped: each value has its marks."""
    if findings:
        marks = comparison_notices([replace(f, stops=False) for f in findings], t)
        st.html(fragment("guard.html", t, stopping=(), marked=marks, open_marks=False))


def words(findings: tuple[Finding, ...], t: Translator, choice: Choice) -> str:
    """Return the line that a chart carries: what is shown at the reader's wish."""
    return footnote([f for f in findings if f.stops and f.obstacle.value in choice.accepted], t)


def _remedies(
    finding: Finding, frame: pd.DataFrame, countries: Sequence[str], t: Translator
) -> Links:
    """Return links that lead to a comparison without this obstacle, with their words."""
    make: dict[Obstacle, Callable[[], Links]] = {
        Obstacle.YEARS: lambda: _other_years(frame, countries, t),
        Obstacle.RELIABILITY: lambda: [
            (state.here(values="reported"), t("Leave out the estimates"))
        ],
    }
    table = (state.here(view="table"), t("Show the values in a table"))
    return [*make.get(finding.obstacle, list)(), table]


def _other_years(frame: pd.DataFrame, countries: Sequence[str], t: Translator) -> Links:
    links = []
    year = shared_year(frame, countries)
    if year is not None:
        href = state.here(year=str(year), view="dots")
        links.append((href, t("Compare {year}, which all of them have", year=year)))
    if state.text("view") in MOMENTS:
        links.append((state.here(view="lines"), t("Show them over time")))
    return links
