"""Problems of a draft: counted, filtered, mended in the page; a word to each warning."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from atlas.editorial import drafts
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Reading, annotated_workbook
from atlas.errors import UnknownChoice
from atlas.export.html import fragment
from atlas.i18n import Translator, plain
from atlas.intake.draft import Severity
from atlas.views.problems import SEVERAL, ProblemGroup, ProblemRow, problem_groups, problem_rows
from ui import desk, frames, state

MOST = 150  # rows of the table of problems, and of the table in which cells are mended
HEIGHT = 36 * 8
WHOLE_ROW = "*"  # as a column of an edit: the row is left out


def problems(draft: Draft, reading: Reading, t: Translator) -> None:
    """Show what is wrong in the file, cell by cell, and let it be mended."""
    rows = problem_rows(reading.problems, t, draft.words)
    st.subheader(t("Problems"), anchor=False)
    if not rows:
        st.html(fragment("lines.html", t, lines=[t("None: every cell could be read.")]))
        return
    count(rows, t)
    matches = _filter_rows(rows, t)
    listed(matches, t)
    st.download_button(
        t("Download the workbook with its problems marked"),
        data=partial(annotated_workbook, draft.sha256, draft.file, reading.problems, t.lang),
        file_name=f"{Path(draft.file).stem}-marked.xlsx",
        on_click="ignore",
        type="tertiary",
        key="marked",
    )
    _words(draft, [group for group in problem_groups(rows) if group.severity == "warning"], t)
    _mend(draft, [row for row in matches if row.mendable], t)


def count(rows: list[ProblemRow], t: Translator) -> None:
    """Say how many problems there are of each severity."""
    counts = []
    for severity in Severity:
        n = sum(row.severity == severity.value for row in rows)
        counts.append((severity.value if n else "zero", t(SEVERAL[severity]), plain(n, t.lang)))
    st.html(fragment("counts.html", t, counts=counts))


def listed(rows: list[ProblemRow], t: Translator) -> None:
    """List problems, each with its cell, why, and what to do."""
    n_more = max(0, len(rows) - MOST)
    st.html(fragment("problems.html", t, rows=rows[:MOST], left=n_more))


def _filter_rows(rows: list[ProblemRow], t: Translator) -> list[ProblemRow]:
    """Filter by the severity or the kind of problem that the address names."""
    groups = problem_groups(rows)
    # The names hold no counts: Streamlit loses a choice whose name changes.
    names = {"": t("All problems")}
    names |= {s.value: t(SEVERAL[s]) for s in Severity if any(r.severity == s for r in rows)}
    names |= {group.code: f"{group.label}: {group.code}" for group in groups}
    current = state.resolve("code", lambda code: _valid_code(code, list(names)), "")
    st.selectbox(
        t("Kind of problem"), list(names), format_func=names.get, **state.bound("code", current, "")
    )
    text = " · ".join(f"{group.code} {plain(group.count, t.lang)}" for group in groups)
    st.html(fragment("note.html", t, text=text))
    return [row for row in rows if current in ("", row.code, row.severity)]


def _valid_code(code: str, codes: list[str]) -> str:
    if code in codes:
        return code
    raise UnknownChoice(code[:40], tuple(codes[1:4]))


def _words(draft: Draft, groups: list[ProblemGroup], t: Translator) -> None:
    """Ask for an explanation of each kind of warning; the reviewer reads it beside the warning."""
    if not groups:
        return
    st.html(fragment("words_help.html", t))
    for group in groups:
        key = f"word-{draft.id}-{group.code}-{draft.updated_at}"
        st.text_area(
            f"{group.code} ({group.count}): {group.example}",
            draft.words.get(group.code, ""),
            max_chars=drafts.LONGEST_WORD,
            placeholder=t("Why the value is right"),
            height=72,
            key=key,
            on_change=_word,
            args=(draft, group.code, key),
        )


def _word(draft: Draft, code: str, key: str) -> None:
    words = {**draft.words, code: st.session_state[key]}
    desk.attempt(drafts.save, frames.engine(), draft.id, seen_at=draft.updated_at, words=words)


def _mend(draft: Draft, rows: list[ProblemRow], t: Translator) -> None:
    """Let cells be mended here; the file itself stays as it was uploaded."""
    cells = list({(row.sheet, row.row, row.letter or row.column): row for row in rows}.values())
    if cells:
        cells = cells[:MOST]
        with st.expander(t("Correct cells here"), expanded=True):
            st.caption(t("Write the correct value; the file is then checked again."))
            key = f"mend-{draft.id}-{draft.updated_at}"
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
                on_change=_save_edits,
                args=(draft, cells, key),
            )
    if draft.edits:
        with st.expander(t("Cells corrected so far ({n})", n=len(draft.edits))):
            st.html(fragment("edits.html", t, edits=draft.edits))
            st.button(t("Undo the last one"), key="undo", on_click=_undo, args=(draft,))


def _columns(t: Translator) -> dict[str, Any]:
    names = {
        "sheet": t("Sheet"),
        "row": t("Row"),
        "column": t("Column"),
        "value": t("Value"),
        "leave": t("Leave the row out"),
        "message": t("Why, and what to do"),
    }
    columns = {name: st.column_config.Column(label) for name, label in names.items()}
    columns["value"] = st.column_config.TextColumn(names["value"], max_chars=500)
    columns["leave"] = st.column_config.CheckboxColumn(names["leave"], width="small")
    columns["message"] = st.column_config.Column(names["message"], width="large")
    return columns


def _save_edits(draft: Draft, cells: list[ProblemRow], key: str) -> None:
    edits = [dict(edit) for edit in draft.edits]
    for at, change in st.session_state[key]["edited_rows"].items():
        row = cells[int(at)]
        edit: dict[str, Any] = {"sheet": row.sheet, "row": row.row, "value": ""}
        if change.get("leave"):
            edits.append({**edit, "column": WHOLE_ROW})
        elif "value" in change:
            column = row.letter or row.column
            edits.append({**edit, "column": column, "value": str(change["value"] or "")})
    desk.attempt(drafts.save, frames.engine(), draft.id, seen_at=draft.updated_at, edits=edits)


def _undo(draft: Draft) -> None:
    edits = [dict(edit) for edit in draft.edits[:-1]]
    desk.attempt(drafts.save, frames.engine(), draft.id, seen_at=draft.updated_at, edits=edits)
