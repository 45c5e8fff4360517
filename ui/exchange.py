"""What members exchange: cases of influence, needs and offers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from atlas.codebook import codebook
from atlas.community.entries import EntryVersion, published_entries
from atlas.export.html import fragment
from atlas.i18n import Translator
from atlas.views.community import directory
from atlas.views.community import exchange as figures
from atlas.views.community.entries import SIDES
from ui import fields, frames, members, state
from ui.members import Reader

MOST = 20  # pairs on the page: ten needs and ten offers of one field make a hundred


def practice(reader: Reader, t: Translator) -> None:
    """List cases of how an organisation influenced the sector."""
    if _form(t("Describe a case"), "practice", _case, reader, t):
        return
    regions = directory.region_names(t)
    with st.container(horizontal=True, key="atlas-controls"):
        region = fields.pick("region", t("Region"), regions, nothing=t("All regions"))
    all_cases = published_entries(frames.engine(), "practice")
    cases = [e for e in all_cases if region in ("", e.content.region)]
    rows = directory.cases(cases, members.faces(reader, t), t, reader.organisation)
    values = {"known": len(all_cases), "edit": _editable(reader), "member": _member}
    if reader.has("take-part"):
        fields.opener(t("Describe a case"))
    st.html(fragment("community/cases.html", t, rows=rows, **values))


def show(reader: Reader, t: Translator) -> None:
    """Show who asks for what and who can give it: a matrix, pairs, and one by one."""
    if _form(t("Ask for something or offer it"), "exchange", _wish, reader, t):
        return
    themes, regions = directory.theme_names(t), directory.region_names(t)
    with st.container(horizontal=True, key="atlas-controls"):
        theme = fields.pick("theme", t("Theme"), themes, nothing=t("All fields"))
        region = fields.pick("region", t("Region"), regions, nothing=t("All regions"))
    today = dt.datetime.now(dt.UTC).date().isoformat()
    entries = figures.unexpired_entries(published_entries(frames.engine(), "exchange"), today)
    of_theme = [e for e in entries if theme in ("", e.content.theme)]
    faces = members.faces(reader, t)
    own = reader.organisation
    pairs = figures.matches(of_theme, faces, t, own)
    names = {code: t(codebook().region(code).name) for code in codebook().regions}
    near = [p for p in pairs if region in ("", *_codes(p, of_theme))]
    of_region = [e for e in of_theme if region in ("", e.content.region)]
    values = {
        "grid": figures.exchange_rows(entries, t),
        "matches": near[:MOST],
        "more": len(near) - MOST,
        "rows": figures.exchange_items(of_region, faces, t, own),
        "regions": names,
        "chosen": (theme, region),
        "at": lambda theme, region: state.address(
            "/community", view="exchange", theme=theme, region=region
        ),
        "edit": _editable(reader),
        "member": _member,
    }
    if reader.has("take-part"):
        fields.opener(t("Ask for something or offer it"))
    st.html(fragment("community/exchange.html", t, **values))


def _codes(pair: figures.Match, entries: list[EntryVersion]) -> set[str]:
    regions = {e.entry: e.content.region for e in entries}
    return {regions[pair.need.entry], regions[pair.offer.entry]}


def _member(entry: str) -> str:
    return state.address("/community", view="directory", organisation=entry)


def _editable(reader: Reader) -> Any:
    """Return what gives the address at which an entry of one's own is changed."""
    everything = reader.has("moderate")
    return lambda row: state.here(edit=row.entry) if row.own or everything else ""


def _form(label: str, kind: str, draw: Any, reader: Reader, t: Translator) -> bool:
    """Show the form that the address opens, in place of the view; tell whether it does."""
    target = fields.editing((kind,))
    if not target:
        return False
    existing = target if isinstance(target, EntryVersion) else None
    old = existing.content.model_dump() if existing else {}
    title = t("Propose a change") if existing else label
    fields.form(kind, existing, lambda key: draw(key, old, t), reader, t, title)
    return True


def _case(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    values: dict[str, Any] = {"title": fields.short("title", key, old, t)}
    values["region"] = fields.choice("region", directory.region_names(t), key, old, t)
    values["country"] = fields.choice("country", fields.countries(t), key, old, t, empty="–")
    for name in ("context", "worked", "failed", "products"):
        values[name] = fields.words(name, key, old, t)
    return values


def _wish(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    sides = {code: t(name) for code, name in SIDES.items()}
    return {
        "side": fields.either("side", sides, key, old, t),
        "theme": fields.choice("theme", directory.theme_names(t), key, old, t),
        "region": fields.choice("region", directory.region_names(t), key, old, t),
        "words": fields.words("words", key, old, t),
        "until": fields.day("until", key, old, t),
    }
