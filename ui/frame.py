"""The frame around every page: navigation, language, release, complaints, footer."""

from __future__ import annotations

import html

import streamlit as st

from atlas.editorial.permissions import Account
from atlas.errors import UnknownRelease
from atlas.export.html import fragment, link_html
from atlas.i18n import LANGUAGES, Translator, language_name, translator
from atlas.settings import ASSETS, ROOT
from atlas.site import SITE, Page
from atlas.views.origins import origin_name
from atlas.web.feeds import FEEDS
from ui import account, frames, state
from ui.plain import told

BORDERS = "Natural Earth"
NAMED = 5  # publishers; a longer list is counted


def show_page() -> None:
    """Draw the page that the address names."""
    t = translator(state.lang())
    frames.forget_taken_down()
    st.set_page_config(page_title=t("Security Sector Atlas"), layout="wide")
    page = st.navigation(pages(t), position="top")
    st.session_state["page"] = page.url_path
    st.logo(str(ASSETS / "icons" / "atlas.svg"), size="large", link=None)
    _language_bar(t)
    notices = st.container()
    page.run()
    for error in state.complaints():
        notices.warning(told(error, t))
    _footer(t)


def pages(t: Translator) -> dict[str, list[st.Page]]:
    """Return the pages by group; a group without a name stands in the bar itself."""
    reader = account.current()
    return {
        t(group): [
            st.Page(
                str(ROOT / f"pages/{page.file}.py"),
                title=t(page.title),
                url_path=page.address,
                default=not page.address,
                visibility="visible" if _is_visible(page, reader) else "hidden",
            )
            for page in entries
        ]
        for group, entries in SITE.items()
    }


def _is_visible(page: Page, reader: Account | None) -> bool:
    return not page.actions or (reader is not None and any(map(reader.has, page.actions)))


def release(t: Translator) -> str:
    """Return the release that the address asks for, else the newest; an old one is marked."""
    newest = frames.newest()
    labels = frames.labels()
    current = state.resolve("release", lambda label: _valid_label(label, labels), newest)
    if current != newest:
        st.info(
            t(
                "You are looking at release {release}. The newest is {newest}.",
                release=current,
                newest=newest,
            )
        )
    if origins := state.origins():
        names = ", ".join(origin_name(code, t) for code in origins)
        words = t("Only figures of these sources are shown: {sources}.", sources=names)
        link = link_html(state.without("sources"), t("Show all sources"), target="_self")
        st.html(f'<p class="atlas-notice">{html.escape(words)} {link}</p>')
    return current


def _valid_label(label: str, labels: list[str]) -> str:
    if label in labels:
        return label
    raise UnknownRelease(label, tuple(labels[-3:]))


def _language_bar(t: Translator) -> None:
    links = []
    for lang in LANGUAGES:
        current = {"aria-current": "true"} if lang == t.lang else {}
        more = {"lang": lang, "target": "_self", **current}
        links.append(link_html(state.here(lang=lang), language_name(lang), **more))
    label = html.escape(t("Language"))
    st.html(
        f'<nav class="atlas-languages" aria-label="{label}">{"".join(links)}{account.bar(t)}</nav>'
    )
    if t.completeness < 0.995:
        st.html(
            '<p class="atlas-notice">'
            + html.escape(
                t(
                    "This language is {share} % complete; the rest is shown in English.",
                    share=int(100 * t.completeness),
                )
            )
            + "</p>"
        )


def _credit(t: Translator) -> str:
    """Name whose figures and borders the atlas shows."""
    names = frames.publishers(frames.newest())
    if len(names) <= NAMED:
        return t("Sources: {sources}", sources=", ".join([*names, BORDERS]))
    shortlist = ", ".join([*names[:NAMED], BORDERS])
    return t("Sources: {sources} and {n} more", sources=shortlist, n=len(names) - NAMED)


def _footer(t: Translator) -> None:
    borders = t(
        "Borders and names on the maps are a display choice and no statement on the status "
        "of any territory."
    )
    release = t("Release {release}", release=frames.newest())
    feeds = [(f"/feeds/{name}.atom?lang={t.lang}", t(title)) for name, (title, _) in FEEDS.items()]
    feeds.append((f"/calendar.ics?lang={t.lang}", t("Calendar")))
    st.html(fragment("footer.html", t, lines=[release, _credit(t), borders], feeds=feeds))
