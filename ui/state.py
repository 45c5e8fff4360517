"""The state of a page is its URL: read, validate, bind widgets to it.

Streamlit's own ``bind="query-params"`` writes the *label* of an option into the URL
and drops unknown values silently; our URLs hold codes, are the same in all languages,
and an unknown value is answered with the nearest valid one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from atlas.codebook.origins import chosen_origins
from atlas.errors import AtlasError
from atlas.i18n import language

T = TypeVar("T")

KEPT = ("lang", "release", "sources")  # carried from page to page
PASSING = ("accept",)  # holds for what is shown now: any other choice ends it


def text(name: str) -> str | None:
    """Return a query parameter, or None."""
    return st.query_params.get(name) or None


def texts(name: str) -> list[str]:
    """Return a repeatable or comma-separated parameter as a list without doubles."""
    parts = [p.strip() for v in st.query_params.get_all(name) for p in v.split(",")]
    return list(dict.fromkeys(p for p in parts if p))


def lang() -> str:
    """Return the page's language: the URL's, else the session's, else the browser's."""
    code = text("lang")
    if code:
        st.session_state["lang"] = language(code)
    current = st.session_state.get("lang")
    if current and not code:
        st.query_params["lang"] = current
    return current or language(st.context.locale)


def complain(error: AtlasError) -> None:
    """Remember an error in the URL; the page's frame shows it."""
    complaints = st.session_state.setdefault("complaints", [])
    if all(str(error) != str(other) for other in complaints):
        complaints.append(error)


def complaints() -> list[AtlasError]:
    """Return and forget the errors in the URL of this run."""
    errors: list[AtlasError] = st.session_state.pop("complaints", [])
    return errors


def resolve(name: str, find: Callable[[str], T], default: T) -> T:
    """Return ``find(parameter)``; an unknown value is reported and gives ``default``."""
    value = text(name)
    if value is None:
        return default
    try:
        return find(value)
    except AtlasError as error:
        complain(error)
        return default


def resolve_all(name: str, find: Callable[[str], T]) -> list[T]:
    """Return ``find`` of each value of a repeatable parameter, without the unknown ones."""
    results = []
    for value in texts(name):
        try:
            results.append(find(value))
        except AtlasError as error:
            complain(error)
    return list(dict.fromkeys(results))


def remember(**values: str | Sequence[str] | None) -> None:
    """Write values into the URL; None and empty ones leave it."""
    for name, value in values.items():
        if not value:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value if isinstance(value, str) else ",".join(value)


def bound(name: str, value: Any, default: Any) -> dict[str, Any]:
    """Return the keyword arguments that bind a widget to a query parameter.

    ``value`` is what the URL says (already validated); it is put into the widget before
    it is drawn, so that back, forward and a pasted address move the widget too.
    """
    key = f"url-{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return {"key": key, "on_change": _save_control, "args": (name, key, default)}


def _save_control(name: str, key: str, default: Any) -> None:
    value = st.session_state[key]
    remember(**dict.fromkeys(PASSING), **{name: None if value == default else value})


def kept() -> dict[str, str]:
    """Return the parameters that go along to the next page."""
    return {k: v for k in KEPT if (v := text(k))}


def address(page: str = "", **changes: str | None) -> str:
    """Return a relative URL to a page, keeping language and release, with changes."""
    query = {k: v for k, v in (kept() | changes).items() if v}
    return f"{page or '/'}?{urlencode(query)}" if query else (page or "/")


def here(**changes: str | None) -> str:
    """Return this page's own address with changes, all other parameters kept."""
    query: dict[str, str] = {k: ",".join(st.query_params.get_all(k)) for k in st.query_params}
    query |= {k: v for k, v in changes.items() if v}
    return query_of(query)


def without(name: str) -> str:
    """Return this page's own address without one parameter."""
    query = {k: ",".join(st.query_params.get_all(k)) for k in st.query_params if k != name}
    return query_of(query)


def query_of(values: dict[str, str]) -> str:
    """Return ``?name=value…``, the relative address of this page with these parameters."""
    return "?" + urlencode(values)


def suffix() -> str:
    """Return ``&lang=…&release=…`` for links that the browser builds."""
    return f"&{urlencode(kept())}" if kept() else ""


def origins() -> tuple[str, ...]:
    """Return who must speak in the sources, by ``sources=own,un``; none for all."""
    if not st.query_params.get("sources"):
        return ()
    try:
        return chosen_origins(texts("sources"))
    except AtlasError as error:
        complain(error)
        return ()
