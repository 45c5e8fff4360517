"""Controls and table of the data page."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from atlas.codebook import codebook
from atlas.codebook.model import Region, ValueKind
from atlas.errors import InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.links import web_address
from atlas.store.records import api_frame
from atlas.views.breakdowns import breakdown_name
from atlas.views.replies.lists import replies_to, reply_rows
from atlas.views.replies.notes import ReplyView
from atlas.views.values import UNSTATED, size_texts
from ui import frames, state
from ui import replies as heard

KINDS = {
    ValueKind.STATED.value: N_("stated"),
    ValueKind.MIDPOINT.value: N_("range"),
    ValueKind.BOUND.value: N_("bound"),
}
COLUMNS = [
    "country",
    "name",
    "indicator",
    "period",
    "value",
    "low",
    "high",
    "value_kind",
    "unit",
    "missing_reason",
    "breakdown",
    "source",
    "original",
    "locator",
    "method",
    "processing",
    "reliability",
    "note",
    "licence",
    "accessed",
    "source_url",
    "preferred",
    "id",
]


def indicators(current: list[str], t: Translator) -> None:
    """Choose any number of indicators; none means all."""
    book = codebook()
    st.multiselect(
        t("Indicators"),
        list(book.indicators),
        format_func=lambda i: t(book.indicators[i].name),
        placeholder=t("All indicators"),
        **state.bound("indicator", current, []),
    )


def years() -> tuple[int | None, int | None]:
    """Return the first and last year that the address asks for."""
    return year("from"), year("to")


def year(name: str) -> int | None:
    """Return the year that a parameter of the address names; report a value that is not a year."""
    text = state.text(name)
    if text is None:
        return None
    if text.isdigit() and len(text) == 4:
        return int(text)
    message = N_("“{value}” is not a year. Write four digits, for example 2024.")
    state.complain(InvalidParameter(message, value=text))
    return None


def chosen(
    release: str,
    indicators: list[str],
    countries: list[str],
    region: Region | None,
    span: tuple[int | None, int | None],
) -> pd.DataFrame:
    """Return the observations that the controls leave."""
    members = countries or (region.members if region else ())
    return frames.chosen(release, tuple(indicators), tuple(members), *span)


def table(rows: pd.DataFrame, t: Translator) -> None:
    """Show the observations with every provenance field, and replies where there are any."""
    replies_by_row = replies_to(rows, heard.beside(t))
    frame = rows.assign(
        value=_values(rows, t),
        value_kind=[t(KINDS[k]) if isinstance(k, str) else "" for k in rows["value_kind"]],
        breakdown=[breakdown_name(b, t) for b in rows["breakdown"]],
        missing_reason=rows["missing_reason"].fillna(""),
        name=[country_name(c, t.lang) for c in rows["country"]],
        source_url=_linkable(rows["source_url"]),
    )[COLUMNS]
    if any(replies_by_row):
        frame.insert(
            COLUMNS.index("low"), "reply", [_reply_text(replies) for replies in replies_by_row]
        )
    st.dataframe(frame, hide_index=True, height=520, column_config=_columns(t))
    if any(replies_by_row):
        st.html(fragment("replies_below.html", t, rows=reply_rows(rows, replies_by_row, t)))


def _linkable(urls: pd.Series) -> list[str | None]:
    """Return the addresses that may be linked; the column makes a link of whatever it holds."""
    safe = {url: web_address(url) or None for url in urls.unique()}
    return [safe[url] for url in urls]


def _reply_text(replies: tuple[ReplyView, ...]) -> str:
    return " · ".join(f"{r.value or '✎'} ({r.at})" for r in replies)


def _values(rows: pd.DataFrame, t: Translator) -> list[str]:
    """Return codes as they are, numbers in full, ranges and bounds in words."""
    is_unstated = [kind in UNSTATED for kind in rows["value_kind"]]
    words = dict(zip(rows.index[is_unstated], size_texts(rows[is_unstated], t), strict=True))
    values = zip(rows.index, api_frame(rows)["value"], strict=True)
    return [words.get(at) or _short(value) for at, value in values]


def _short(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.12g}"
    return str(value)


def _columns(t: Translator) -> dict[str, object]:
    names = {
        "country": "ISO",
        "name": t("Country"),
        "indicator": t("Indicator"),
        "period": t("Period"),
        "value": t("Value"),
        "reply": t("Reply of the government"),
        "low": t("Low"),
        "high": t("High"),
        "value_kind": t("Kind of value"),
        "unit": t("Unit"),
        "missing_reason": t("Missing reason"),
        "breakdown": t("Breakdown"),
        "source": t("Source"),
        "original": t("As the source wrote it"),
        "locator": t("Location in the source"),
        "method": t("Method"),
        "processing": t("Processing"),
        "reliability": t("Reliability"),
        "note": t("Note"),
        "licence": t("Licence"),
        "accessed": t("Read on"),
        "preferred": t("Preferred"),
        "id": t("Record"),
    }
    config: dict[str, object] = {k: st.column_config.Column(v) for k, v in names.items()}
    config["source_url"] = st.column_config.LinkColumn(t("Address"))
    return config
