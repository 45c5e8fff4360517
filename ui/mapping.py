"""How a file is read: whom its figures come from, and what its columns mean."""

from __future__ import annotations

import re
from typing import Any

import streamlit as st

from atlas.codebook import codebook
from atlas.editorial import drafts, layouts
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Reading
from atlas.i18n import N_, Translator
from atlas.intake.opening.encodings import ONE_BYTE
from ui import desk, frames

LEFT_OUT = "ignored"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
ROLES = {
    LEFT_OUT: N_("Leave it out"),
    "country": N_("Country"),
    "code": N_("Country code"),
    "year": N_("Year"),
    "indicator": N_("Indicator"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "source": N_("Source"),
    "note": N_("Note"),
    "part": N_("Part of the total, such as a branch"),
}
MOST_COLUMNS = 40


def source(held: Draft, reading: Reading, t: Translator) -> None:
    """Ask for the source where the file does not say it; unfolded while it is missing."""
    said = held.mapping.get("source", {})
    if not reading.undescribed and not said:
        return
    with (
        st.expander(t("Source of the figures"), expanded=reading.undescribed),
        st.form(f"source-{held.id}-{held.updated_at}", border=False),
    ):
        st.caption(t("The file does not say it. It is shown with every figure."))
        left, right = st.columns(2)
        given = {
            "publisher": left.text_input(t("Publisher"), said.get("publisher", "")),
            "title": right.text_input(t("Title of the publication"), said.get("title", "")),
            "vintage": left.text_input(t("Edition or date"), said.get("vintage", "")),
            "licence": right.text_input(t("Licence"), said.get("licence", "")),
            "url": st.text_input(t("Address"), said.get("url", ""), placeholder="https://"),
            "encoding": _encoding(held, said.get("encoding", ""), t),
        }
        if st.form_submit_button(t("Save the source")):
            _save(held, {**held.mapping, "source": _filled(given)})
            st.rerun()


def _encoding(held: Draft, now: str, t: Translator) -> str:
    """Ask how a text is written; what does not say it itself may have been read wrongly."""
    if not held.file.lower().endswith((".csv", ".tsv", ".txt", ".zip")):
        return now
    options = ["", *ONE_BYTE]
    chosen = st.selectbox(
        t("Encoding, if letters are wrong"),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda code: code or t("As recognised"),
    )
    return chosen or ""


def _filled(given: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(text.split())[:500] for name, text in given.items() if text.strip()}


def columns(held: Draft, reading: Reading, t: Translator) -> None:
    """Ask what columns mean where the reader is unsure; nothing is guessed."""
    if not reading.tables:
        return
    unsure = any(_unsure(table) for table in reading.tables)
    with (
        st.expander(t("What the columns mean"), expanded=unsure),
        st.form(f"columns-{held.id}-{held.updated_at}", border=False),
    ):
        st.caption(t("Choose for each column. The atlas remembers it for the next file like this."))
        made = [_table(i, table, t) for i, table in enumerate(reading.tables)]
        if st.form_submit_button(t("Read the file this way")):
            _save(held, {**held.mapping, "tables": made})
            desk.attempt(layouts.remember_tables, frames.engine(), _publisher(held, reading), made)
            st.rerun()


def recalled(held: Draft, reading: Reading) -> bool:
    """Read a file as the last one like it, where an editor has said how; True when it is."""
    if "tables" in held.mapping or not any(_unsure(table) for table in reading.tables):
        return False
    known = layouts.recall_tables(frames.engine(), _publisher(held, reading), reading.tables)
    return known is not None and _save(held, {**held.mapping, "tables": known})


def _publisher(held: Draft, reading: Reading) -> str:
    said = held.mapping.get("source", {}).get("publisher", "")
    return said or next((s.publisher for s in reading.batch.sources if s.publisher), "")


def _unsure(table: dict[str, Any]) -> bool:
    own = (column["role"] == "unclear" for column in table["columns"].values())
    asked = bool(table.get("candidates")) and not table["indicator"]
    return any(own) or asked or _unnamed(table) or (_undated(table) and not table["year"])


def _values(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [column for column in table["columns"].values() if column["role"] == "value"]


def _by_row(table: dict[str, Any]) -> bool:
    roles = {column["role"] for column in table["columns"].values()}
    return bool(roles & {"indicator", "indicator-code"})


def _unnamed(table: dict[str, Any]) -> bool:
    """Tell whether nothing says what the numbers of a table are."""
    lacking = any(not column["indicator"] for column in _values(table))
    unclear = any(column["role"] == "unclear" for column in table["columns"].values())
    return not table["indicator"] and not _by_row(table) and (lacking or unclear)


def _undated(table: dict[str, Any]) -> bool:
    """Tell whether no column of a table says its year; what its title says can be changed."""
    roles = {column["role"] for column in table["columns"].values()}
    dated = bool(roles & {"year", "date"}) or any(c["year"] for c in _values(table))
    return not dated and not table["transposed"]


def _table(number: int, table: dict[str, Any], t: Translator) -> dict[str, Any]:
    """Draw the choices of one table and return it as chosen."""
    shown = " · ".join(filter(None, (table["sheet"], table["title"])))
    if shown:
        st.markdown(f"**{_plain(shown)}**")
    made = {**table, "columns": dict(table["columns"])}
    if _undated(table):
        typed = st.text_input(t("Year of the whole table"), table["year"], key=f"year-{number}")
        made["year"] = typed.strip() if YEAR.fullmatch(typed.strip()) else ""
    if table.get("candidates") or table["indicator"] or _unnamed(table):
        made["indicator"] = _indicator(
            t("Indicator of the whole table"),
            table["indicator"],
            table.get("candidates", ()),
            f"table-{number}",
            t,
        )
    grid = st.columns(2)
    for i, (at, column) in enumerate(list(table["columns"].items())[:MOST_COLUMNS]):
        if column["year"] and column["role"] == "value":
            continue  # a year's column of a wide table: its heading says all
        with grid[i % 2]:
            made["columns"][at] = _column(column, f"column-{number}-{at}", t)
    return made


def _column(column: dict[str, Any], key: str, t: Translator) -> dict[str, Any]:
    name = column["header"] or t("a column without a heading")
    role = column["role"]
    now = f"value:{column['indicator']}" if role == "value" and column["indicator"] else role
    options = [*(f"value:{i}" for i in column.get("candidates", ())), *ROLES]
    others = (f"value:{i}" for i in codebook().indicators)
    options = list(dict.fromkeys([*options, *([now] if now != "unclear" else []), *others]))
    chosen = st.selectbox(
        _plain(name),
        options,
        index=options.index(now) if now in options else None,
        format_func=lambda code: _name(code, t),
        placeholder=t("What is this?"),
        key=key,
    )
    if chosen is None:
        return column
    role, _, indicator = chosen.partition(":")
    return {**column, "role": role, "indicator": indicator}


def _indicator(label: str, now: str, candidates: tuple[str, ...], key: str, t: Translator) -> str:
    options = list(dict.fromkeys([*candidates, *codebook().indicators]))
    chosen = st.selectbox(
        label,
        options,
        index=options.index(now) if now in options else None,
        format_func=lambda code: _name(f"value:{code}", t),
        placeholder=t("Which indicator is this?"),
        key=key,
    )
    return chosen or ""


def _name(code: str, t: Translator) -> str:
    role, _, indicator = code.partition(":")
    known = codebook().indicators.get(indicator)
    return t(known.name) if known else t(ROLES.get(role, role))


def _plain(text: str) -> str:
    """Return text of a file so that no sign of it is read as Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~:$" else c for c in text[:80])


def _save(held: Draft, mapping: dict[str, Any]) -> bool:
    done = desk.attempt(
        drafts.save, frames.engine(), held.id, seen_at=held.updated_at, mapping=mapping
    )
    return done is not None
