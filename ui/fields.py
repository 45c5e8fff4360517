"""Fields of the forms in which members write entries, and how an entry is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook.load import nearest
from atlas.community.entries import EntryVersion, mine, published_entries
from atlas.community.errors import BadEntry, UnknownEntry
from atlas.community.kinds import Link
from atlas.community.proposing import beside, propose_entry
from atlas.errors import AtlasError, UnknownChoice
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.views.community.entry_changes import LABELS
from ui import account, controls, desk, frames, issue_form, members, proposing, state
from ui.members import Reader

NEW = "new"
DAY = N_("2026, 2026-03 or 2026-03-14")
NOTE = N_(
    "Write in your language; texts in other languages stay. Another person reviews a proposal "
    "before readers see it."
)


def editing(kinds: Sequence[str]) -> EntryVersion | str:
    """Return what the address opens for writing: an entry, ``"new"``, or ``""`` for nothing."""

    def find(entry: str) -> EntryVersion | str:
        if entry == NEW:
            return _again(kinds) or NEW
        by_entry = {e.entry: e for kind in kinds for e in published_entries(frames.engine(), kind)}
        if entry in by_entry:
            return by_entry[entry]
        # Which organisations there are is not for everybody to know.
        suggestions = [] if "organisation" in kinds else list(by_entry)
        raise UnknownEntry(entry, nearest(entry, [NEW, *suggestions]))

    return state.resolve("edit", find, "")


def _again(kinds: Sequence[str]) -> EntryVersion | None:
    """Return the reader's own returned proposal that the address takes up again."""
    who = account.current()
    if who is None or not state.text("proposal"):
        return None
    own = [e for e in mine(frames.engine(), by=who.name) if e.kind in kinds]
    by_number = {str(e.number): e for e in own if e.status == "returned"}
    return state.resolve(
        "proposal", lambda number: by_number[choice_parser(by_number)(number)], None
    )


def opener(label: str, edit: str = NEW) -> None:
    """Show a button that opens a form; which one is open stands in the address."""
    st.button(label, key=f"open-{edit}", on_click=_open, args=(edit,))


def _open(edit: str) -> None:
    for key in [k for k in st.session_state if str(k).endswith("-base")]:
        del st.session_state[key]
    state.remember(edit=edit, proposal=None)


def form(
    kind: str,
    existing: EntryVersion | None,
    fields: Callable[[str], dict[str, Any]],
    reader: Reader,
    t: Translator,
    title: str,
) -> None:
    """Show a form whose ``fields`` draw themselves and return the content of an entry."""
    st.subheader(title, anchor=False)
    official = kind == "contact" and reader.has("propose-contact")
    if not official and issue_form.closed(reader, t):
        return
    st.html(fragment("note.html", t, text=t(NOTE)))
    key = f"{kind}-{existing.entry if existing else NEW}"
    if existing is not None and existing.status == "returned":
        key += f"-{existing.number}"
    base = _base(key, existing)
    with st.container(key="atlas-form"), st.form(key, border=False):
        values = fields(key)
        is_submitted = st.form_submit_button(t("Propose it"), type="primary")
    st.button(t("Close the form"), key="close-form", on_click=_open, args=("",))
    if is_submitted:
        send(kind, values, existing, t, base)


def _base(key: str, existing: EntryVersion | None) -> int | None:
    """Return the version that the form was opened with: what is typed is a change of that one."""
    if existing is None:
        return None
    own = existing.based_on if existing.status == "returned" else existing.version
    return int(st.session_state.setdefault(f"{key}-base", own or existing.version))


def send(
    kind: str,
    values: Mapping[str, Any],
    existing: EntryVersion | None,
    t: Translator,
    base: int | None = None,
) -> None:
    """Propose an entry; what was typed stays where it is refused."""
    entry = existing.entry if existing else None
    engine = frames.engine()
    try:
        proposal = propose_entry(engine, kind, values, by=desk.acting(), entry=entry, base=base)
    except AtlasError as error:
        state.complain(_with_label(error, values, t))
        return
    proposing.tell(proposing.BESIDE if beside(engine, proposal) else proposing.PROPOSED)
    state.remember(edit=None, proposal=None)
    st.rerun()


def _with_label(error: AtlasError, values: Mapping[str, Any], t: Translator) -> AtlasError:
    """Name the field as the form does, and say of an empty one that it is empty."""
    field = str(error.params.get("field", "")).partition(".")[0]
    if not isinstance(error, BadEntry) or field not in LABELS:
        return error
    label = t(LABELS[field])
    if not values.get(field):
        return BadEntry(N_("Fill in “{field}”."), field=label)
    return BadEntry(error.message, **{**error.params, "field": label})


def short(name: str, key: str, content: Mapping[str, Any], t: Translator) -> dict[str, str]:
    """Ask for a short text in the page's language; what it says in others stays."""
    now: dict[str, str] = content.get(name) or {}
    text = st.text_input(t(LABELS[name]), value=now.get(t.lang, ""), key=f"{key}-{name}-{t.lang}")
    return members.written(text, now, t)


def either(
    name: str, options: Mapping[str, str], key: str, content: Mapping[str, Any], t: Translator
) -> str:
    """Ask for one of two or three; the first by default."""
    codes = list(options)
    now = content.get(name)
    answer = st.radio(
        t(LABELS[name]),
        codes,
        index=codes.index(now) if now in codes else 0,
        format_func=lambda code: options[code],
        key=f"{key}-{name}",
    )
    return str(answer)


def words(name: str, key: str, content: Mapping[str, Any], t: Translator) -> dict[str, str]:
    """Ask for a text in the page's language."""
    return members.words(t(LABELS[name]), f"{key}-{name}", content.get(name) or {}, t)


def line(name: str, key: str, content: Mapping[str, Any], t: Translator, hint: str = "") -> str:
    """Ask for one line."""
    return st.text_input(
        t(LABELS[name]), value=str(content.get(name) or ""), placeholder=hint, key=f"{key}-{name}"
    )


def day(name: str, key: str, content: Mapping[str, Any], t: Translator) -> str:
    """Ask for a day, a month or a year."""
    return line(name, key, content, t, t(DAY)).strip()


def choice(
    name: str,
    options: Mapping[str, str],
    key: str,
    content: Mapping[str, Any],
    t: Translator,
    empty: str = "",
) -> str:
    """Ask for one of several; ``empty`` names the choice of none, where there is one."""
    codes = ["", *options] if empty else [*options]
    now = content.get(name) or ""
    answer = st.selectbox(
        t(LABELS[name]),
        codes,
        index=codes.index(now) if now in codes else (0 if empty else None),
        format_func=lambda code: options.get(code, empty),
        placeholder=t("Type a name"),
        key=f"{key}-{name}",
    )
    return answer or ""


def several(
    name: str, options: Mapping[str, str], key: str, content: Mapping[str, Any], t: Translator
) -> list[str]:
    """Ask for any number of options."""
    return st.multiselect(
        t(LABELS[name]),
        [*options],
        default=[code for code in content.get(name) or () if code in options],
        format_func=lambda code: options.get(code, code),
        placeholder=t("Type a name"),
        key=f"{key}-{name}",
    )


def links(name: str, key: str, documents: Sequence[Link], t: Translator) -> list[dict[str, str]]:
    """Ask for documents, one a line: title | address."""
    text = st.text_area(
        t(LABELS[name]),
        value="\n".join(f"{each.title} | {each.url}" for each in documents),
        key=f"{key}-{name}",
        help=t("One on each line: its title, a stroke |, its address on the web."),
    )
    return [read_link(each) for each in text.splitlines() if each.strip()]


def read_link(text: str) -> dict[str, str]:
    """Return a line of a form as a document.

    >>> read_link("Report | https://a.example/1")
    {'title': 'Report', 'url': 'https://a.example/1'}
    >>> read_link("https://a.example/1")
    {'title': 'https://a.example/1', 'url': 'https://a.example/1'}
    """
    title, stroke, url = (part.strip() for part in text.rpartition("|"))
    if not stroke:
        title, url = url, url if url.startswith("http") else ""
    return {"title": title or url, "url": url}


def pick(name: str, label: str, options: Mapping[str, str], nothing: str, default: str = "") -> str:
    """Show a filter of the address; return what it holds, ``""`` for all."""

    def find(code: str) -> str:
        if code not in options:
            raise UnknownChoice(code, nearest(code, options) or tuple(options)[:3])
        return code

    current = state.resolve(name, find, default)
    st.selectbox(
        label,
        ["", *options],
        format_func=lambda code: options.get(code, nothing),
        **state.bound(name, current, default),
    )
    return current


def number(name: str, most: float, key: str, content: Mapping[str, Any], t: Translator) -> float:
    """Ask for a number between ``-most`` and ``most``."""
    return st.number_input(
        t(LABELS[name]),
        min_value=-most,
        max_value=most,
        value=float(content.get(name) or 0.0),
        format="%.2f",
        key=f"{key}-{name}",
    )


def countries(t: Translator) -> dict[str, str]:
    """Return all countries by name."""
    return {iso3: country_name(iso3, t.lang) for iso3 in controls.by_name(t)}
