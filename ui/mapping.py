"""How a file is read: whom its figures come from, and what its columns mean."""

from __future__ import annotations

import re
from typing import Any

import streamlit as st

from atlas.codebook import codebook
from atlas.codebook.origins import ORIGINS
from atlas.editorial import drafts, layouts
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Reading
from atlas.i18n import N_, Translator
from atlas.intake.sandbox.opening.encodings import ONE_BYTE
from atlas.views.origins import origin_name
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


def source(draft: Draft, reading: Reading, t: Translator) -> None:
    """Ask for the source where the file does not name it; expanded while it is missing."""
    current = draft.mapping.get("source", {})
    if not reading.undescribed and not current:
        return
    with (
        st.expander(t("Source of the figures"), expanded=reading.undescribed),
        st.form(f"source-{draft.id}-{draft.updated_at}", border=False),
    ):
        st.caption(t("The file does not say it. It is shown with every figure."))
        left, right = st.columns(2)
        inputs = {
            "publisher": left.text_input(t("Publisher"), current.get("publisher", "")),
            "title": right.text_input(t("Title of the publication"), current.get("title", "")),
            "vintage": left.text_input(t("Edition or date"), current.get("vintage", "")),
            "licence": right.text_input(t("Licence"), current.get("licence", "")),
            "url": st.text_input(t("Address"), current.get("url", ""), placeholder="https://"),
            "origin": _origin(current.get("origin", ""), t),
            "encoding": _encoding(draft, current.get("encoding", ""), t),
        }
        if st.form_submit_button(t("Save the source")):
            _save(draft, {**draft.mapping, "source": _non_empty(inputs)})
            st.rerun()


def _origin(current: str, t: Translator) -> str:
    """Ask who speaks; nobody has to know, and what is not stated stays so."""
    options = ["", *ORIGINS]
    choice = st.selectbox(
        t("Who speaks"),
        options,
        index=options.index(current) if current in options else 0,
        format_func=lambda code: origin_name(code, t) if code else t("Not sure"),
    )
    return choice or ""


def _encoding(draft: Draft, now: str, t: Translator) -> str:
    """Ask for a text file's encoding: where the file does not state it, it is a guess."""
    if not draft.file.lower().endswith((".csv", ".tsv", ".txt", ".zip")):
        return now
    options = ["", *ONE_BYTE]
    encoding = st.selectbox(
        t("Encoding, if letters are wrong"),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda code: code or t("As recognised"),
    )
    return encoding or ""


def _non_empty(inputs: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(text.split())[:500] for name, text in inputs.items() if text.strip()}


def columns(draft: Draft, reading: Reading, t: Translator) -> None:
    """Ask what columns mean where the reader is unsure; nothing is guessed."""
    if not reading.tables:
        return
    unsure = any(_unsure(table) for table in reading.tables)
    with (
        st.expander(t("What the columns mean"), expanded=unsure),
        st.form(f"columns-{draft.id}-{draft.updated_at}", border=False),
    ):
        st.caption(t("Choose for each column. The atlas remembers it for the next file like this."))
        tables = [_table(i, table, t) for i, table in enumerate(reading.tables)]
        if st.form_submit_button(t("Read the file this way")):
            _save(draft, {**draft.mapping, "tables": tables})
            desk.attempt(
                layouts.remember_tables, frames.engine(), _publisher(draft, reading), tables
            )
            st.rerun()


def recalled(draft: Draft, reading: Reading) -> bool:
    """Apply the columns that an editor chose for the last file like it; True if there are any."""
    if "tables" in draft.mapping or not any(_unsure(table) for table in reading.tables):
        return False
    tables = layouts.recall_tables(frames.engine(), _publisher(draft, reading), reading.tables)
    return tables is not None and _save(draft, {**draft.mapping, "tables": tables})


def _publisher(draft: Draft, reading: Reading) -> str:
    publisher = draft.mapping.get("source", {}).get("publisher", "")
    return publisher or next((s.publisher for s in reading.batch.sources if s.publisher), "")


def _unsure(table: dict[str, Any]) -> bool:
    own = (column["role"] == "unclear" for column in table["columns"].values())
    needs_indicator = bool(table.get("candidates")) and not table["indicator"]
    return (
        any(own)
        or needs_indicator
        or _lacks_indicator(table)
        or (_lacks_year(table) and not table["year"])
    )


def _values(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [column for column in table["columns"].values() if column["role"] == "value"]


def _by_row(table: dict[str, Any]) -> bool:
    roles = {column["role"] for column in table["columns"].values()}
    return bool(roles & {"indicator", "indicator-code"})


def _lacks_indicator(table: dict[str, Any]) -> bool:
    """Tell whether the indicator of a table's values is unknown."""
    lacking = any(not column["indicator"] for column in _values(table))
    unclear = any(column["role"] == "unclear" for column in table["columns"].values())
    return not table["indicator"] and not _by_row(table) and (lacking or unclear)


def _lacks_year(table: dict[str, Any]) -> bool:
    """Tell whether no column of a table has its year; a year in its title can be changed."""
    roles = {column["role"] for column in table["columns"].values()}
    has_date = bool(roles & {"year", "date"}) or any(c["year"] for c in _values(table))
    return not has_date and not table["transposed"]


def _table(number: int, table: dict[str, Any], t: Translator) -> dict[str, Any]:
    """Draw the choices of one table and return it as chosen."""
    heading = " · ".join(filter(None, (table["sheet"], table["title"])))
    if heading:
        st.markdown(f"**{_plain(heading)}**")
    new_table = {**table, "columns": dict(table["columns"])}
    if _lacks_year(table):
        year = st.text_input(t("Year of the whole table"), table["year"], key=f"year-{number}")
        new_table["year"] = year.strip() if YEAR.fullmatch(year.strip()) else ""
    if table.get("candidates") or table["indicator"] or _lacks_indicator(table):
        new_table["indicator"] = _indicator(
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
            new_table["columns"][at] = _column(column, f"column-{number}-{at}", t)
    return new_table


def _column(column: dict[str, Any], key: str, t: Translator) -> dict[str, Any]:
    name = column["header"] or t("a column without a heading")
    role = column["role"]
    now = f"value:{column['indicator']}" if role == "value" and column["indicator"] else role
    options = [*(f"value:{i}" for i in column.get("candidates", ())), *ROLES]
    others = (f"value:{i}" for i in codebook().indicators)
    options = list(dict.fromkeys([*options, *([now] if now != "unclear" else []), *others]))
    choice = st.selectbox(
        _plain(name),
        options,
        index=options.index(now) if now in options else None,
        format_func=lambda code: _name(code, t),
        placeholder=t("What is this?"),
        key=key,
    )
    if choice is None:
        return column
    role, _, indicator = choice.partition(":")
    return {**column, "role": role, "indicator": indicator}


def _indicator(label: str, now: str, candidates: tuple[str, ...], key: str, t: Translator) -> str:
    options = list(dict.fromkeys([*candidates, *codebook().indicators]))
    choice = st.selectbox(
        label,
        options,
        index=options.index(now) if now in options else None,
        format_func=lambda code: _name(f"value:{code}", t),
        placeholder=t("Which indicator is this?"),
        key=key,
    )
    return choice or ""


def _name(code: str, t: Translator) -> str:
    role, _, indicator = code.partition(":")
    entry = codebook().indicators.get(indicator)
    return t(entry.name) if entry else t(ROLES.get(role, role))


def _plain(text: str) -> str:
    """Return text of a file so that no sign of it is read as Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~:$" else c for c in text[:80])


def _save(draft: Draft, mapping: dict[str, Any]) -> bool:
    outcome = desk.attempt(
        drafts.save, frames.engine(), draft.id, seen_at=draft.updated_at, mapping=mapping
    )
    return outcome is not None
