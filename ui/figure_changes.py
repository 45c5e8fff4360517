"""Figures that a publisher changed from one edition to the next: a view of /changes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from atlas.codebook.model import Region
from atlas.export.html import fragment
from atlas.i18n import Translator, plain
from atlas.views.figure_changes import (
    changes_by_indicator,
    compare_figures,
    figure_change_rows,
    shared_sources,
)
from ui import controls, frames, state
from ui.memo import memo

MOST = 200  # rows of a table; the filters lead to the others


def figures(old: str, new: str) -> pd.DataFrame:
    """Return what publishers changed between two releases; kept, since releases never change."""
    return memo(
        lambda: compare_figures(frames.engine(), old, new, state.origins()),
        *("figure changes", old, new),
    )


def show(
    old: str,
    new: str,
    countries: Sequence[str],
    subjects: Sequence[str],
    region: Region | None,
    t: Translator,
) -> None:
    """Show both figures of the chosen countries or indicators; else how many there are."""
    rows = figures(old, new)
    for name, values in (
        ("country", countries),
        ("country", region.members if region else ()),
        ("indicator", subjects),
    ):
        rows = rows[rows[name].isin(list(values))] if values else rows
    st.html(fragment("lines.html", t, lines=_lead(rows, t)))
    if rows.empty:
        return
    is_list = bool(countries or subjects)
    table = figure_change_rows(rows, t)[:MOST] if is_list else []
    st.html(
        fragment(
            "figure_changes.html",
            t,
            rows=table,
            sources=shared_sources(table),
            is_one_country=len(countries) == 1,
            left=max(0, len(rows) - MOST) if is_list else 0,
            counts=[] if is_list else changes_by_indicator(rows, t),
            number=lambda value: plain(value, t.lang),
            link=lambda iso3: state.address("/country", country=iso3),
            choose=lambda code: state.here(indicator=code),
        )
    )
    query = {"from": old, "to": new, "region": region.id if region else ""}
    query |= {"country": ",".join(countries), "indicator": ",".join(subjects)}
    controls.files("figure-changes", query, t, kinds=("csv", "json"))


def _lead(rows: pd.DataFrame, t: Translator) -> list[str]:
    if rows.empty:
        return [t("No publisher’s figure differs between two of its editions here.")]
    return [
        t("The publisher’s figure changed. It may have changed how it makes the figure as well."),
        t(
            "Two editions are no series: the atlas shows no trend from them and says nothing "
            "of a region."
        ),
    ]
