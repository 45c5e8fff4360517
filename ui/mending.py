"""Problems of a draft: counted, filtered, mended in the page; a word to each warning."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from atlas.editorial import drafts
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Reading, marked
from atlas.errors import UnknownChoice
from atlas.figures.problems import (
    SEVERAL,
    ProblemGroup,
    ProblemRow,
    problem_groups,
    problem_rows,
)
from atlas.i18n import Translator, plain
from atlas.intake.draft import Severity
from atlas.publish.html import fragment
from ui import desk, frames, state

MOST = 150  # rows of the table of problems, and of the table in which cells are mended
HEIGHT = 36 * 8
WHOLE_ROW = "*"  # as a column of an edit: the row is left out


def problems(held: Draft, reading: Reading, t: Translator) -> None:
    """Show what is wrong in the file, cell by cell, and let it be mended."""
    rows = problem_rows(reading.problems, t, held.words)
    st.subheader(t("Problems"), anchor=False)
    if not rows:
        st.html(fragment("lines.html", t, lines=[t("None: every cell could be read.")]))
        return
    count(rows, t)
    kept = _chosen(rows, t)
    listed(kept, t)
    st.download_button(
        t("Download the workbook with its problems marked"),
        data=partial(marked, held.sha256, held.file, reading.problems, t.lang),
        file_name=f"{Path(held.file).stem}-marked.xlsx",
        on_click="ignore",
        type="tertiary",
        key="marked",
    )
    _words(held, [group for group in problem_groups(rows) if group.severity == "warning"], t)
    _mend(held, [row for row in kept if row.mendable], t)


def count(rows: list[ProblemRow], t: Translator) -> None:
    """Say how many problems there are of each severity."""
    counts = []
    for severity in Severity:
        n = sum(row.severity == severity.value for row in rows)
        counts.append((severity.value if n else "zero", t(SEVERAL[severity]), plain(n, t.lang)))
    st.html(fragment("counts.html", t, counts=counts))


def listed(rows: list[ProblemRow], t: Translator) -> None:
    """List problems, each with its cell, why, and what to do."""
    left = max(0, len(rows) - MOST)
    st.html(fragment("problems.html", t, rows=rows[:MOST], left=left))


def _chosen(rows: list[ProblemRow], t: Translator) -> list[ProblemRow]:
    """Filter by the severity or the kind of problem that the address names."""
    groups = problem_groups(rows)
    # The names hold no counts: Streamlit loses a choice whose name changes.
    names = {"": t("All problems")}
    names |= {s.value: t(SEVERAL[s]) for s in Severity if any(r.severity == s for r in rows)}
    names |= {group.code: f"{group.label}: {group.code}" for group in groups}
    chosen = state.resolve("code", lambda asked: _known(asked, list(names)), "")
    st.selectbox(
        t("Kind of problem"), list(names), format_func=names.get, **state.bound("code", chosen, "")
    )
    said = " · ".join(f"{group.code} {plain(group.count, t.lang)}" for group in groups)
    st.html(fragment("note.html", t, text=said))
    return [row for row in rows if chosen in ("", row.code, row.severity)]


def _known(asked: str, codes: list[str]) -> str:
    if asked in codes:
        return asked
    raise UnknownChoice(asked[:40], tuple(codes[1:4]))


def _words(held: Draft, groups: list[ProblemGroup], t: Translator) -> None:
    """Ask for a word to each kind of warning; the reviewer reads it beside the warning."""
    if not groups:
        return
    st.html(fragment("words_help.html", t))
    for group in groups:
        key = f"word-{held.id}-{group.code}-{held.updated_at}"
        st.text_area(
            f"{group.code} ({group.count}): {group.example}",
            held.words.get(group.code, ""),
            max_chars=drafts.LONGEST_WORD,
            placeholder=t("Why the value is right"),
            height=72,
            key=key,
            on_change=_word,
            args=(held, group.code, key),
        )


def _word(held: Draft, code: str, key: str) -> None:
    words = {**held.words, code: st.session_state[key]}
    desk.attempt(drafts.save, frames.engine(), held.id, seen_at=held.updated_at, words=words)


def _mend(held: Draft, rows: list[ProblemRow], t: Translator) -> None:
    """Let cells be mended here; the file itself stays as it was uploaded."""
    cells = list({(row.sheet, row.row, row.letter or row.column): row for row in rows}.values())
    if cells:
        cells = cells[:MOST]
        with st.expander(t("Correct cells here"), expanded=True):
            st.caption(t("Write the correct value; the file is then checked again."))
            key = f"mend-{held.id}-{held.updated_at}"
            frame = pd.DataFrame(
                {
                    "sheet": [row.sheet for row in cells],
                    "row": [row.row for row in cells],
                    "column": [row.column or row.letter for row in cells],
                    "value": [row.value for row in cells],
                    "leave": [False for _ in cells],
                    "message": [f"{row.message} {row.remedy}" for row in cells],
                }
            )
            st.data_editor(
                frame,
                key=key,
                hide_index=True,
                height=min(HEIGHT, 36 * (len(cells) + 1) + 2),
                disabled=["sheet", "row", "column", "message"],
                column_config=_columns(t),
                on_change=_mended,
                args=(held, cells, key),
            )
    if held.edits:
        with st.expander(t("Cells corrected so far ({n})", n=len(held.edits))):
            st.html(fragment("edits.html", t, edits=held.edits))
            st.button(t("Undo the last one"), key="undo", on_click=_undo, args=(held,))


def _columns(t: Translator) -> dict[str, Any]:
    names = {
        "sheet": t("Sheet"),
        "row": t("Row"),
        "column": t("Column"),
        "value": t("Value"),
        "leave": t("Leave the row out"),
        "message": t("Why, and what to do"),
    }
    made = {name: st.column_config.Column(label) for name, label in names.items()}
    made["value"] = st.column_config.TextColumn(names["value"], max_chars=500)
    made["leave"] = st.column_config.CheckboxColumn(names["leave"], width="small")
    made["message"] = st.column_config.Column(names["message"], width="large")
    return made


def _mended(held: Draft, cells: list[ProblemRow], key: str) -> None:
    edits = [dict(edit) for edit in held.edits]
    for at, changed in st.session_state[key]["edited_rows"].items():
        row = cells[int(at)]
        edit: dict[str, Any] = {"sheet": row.sheet, "row": row.row, "value": ""}
        if changed.get("leave"):
            edits.append({**edit, "column": WHOLE_ROW})
        elif "value" in changed:
            column = row.letter or row.column
            edits.append({**edit, "column": column, "value": str(changed["value"] or "")})
    desk.attempt(drafts.save, frames.engine(), held.id, seen_at=held.updated_at, edits=edits)


def _undo(held: Draft) -> None:
    edits = [dict(edit) for edit in held.edits[:-1]]
    desk.attempt(drafts.save, frames.engine(), held.id, seen_at=held.updated_at, edits=edits)
