"""The map component: Streamlit holds the place, ``assets/js/map`` draws in it."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
import streamlit as st

from atlas.errors import InvalidParameter
from atlas.i18n import N_, Translator
from atlas.store import replies as stored
from atlas.web.static import asset, assets_version
from ui import frames, state

MARKUP = """
<section class="atlas-map">
  <svg class="defs" aria-hidden="true"></svg>
  <div class="say" aria-live="polite"></div>
  <div class="tabs" role="tablist">
    <button type="button" role="tab" data-view="map"></button>
    <button type="button" role="tab" data-view="table"></button>
    <button type="button" role="tab" data-view="chart"></button>
  </div>
  <div class="stage"><div class="world"></div><div class="strip"></div></div>
  <div class="timeline" dir="ltr"></div>
  <div class="legend"></div>
  <p class="sources"></p>
  <div class="table"></div>
  <div class="card" role="dialog" hidden></div>
</section>
"""


def _loader() -> str:
    # Streamlit runs this text from a blob, where a path alone has no base.
    return f"""
const module = import(new URL("{asset("js/map/main.js")}", location.origin).href);
export default function (component) {{
  module.then((drawn) => drawn.default(component));
}}
"""


# In the page itself, not in a shadow root: print style, search in page and tests reach it.
_component = st.components.v2.component(
    "atlas_map", html=MARKUP, js=_loader(), isolate_styles=False
)


def labels(t: Translator) -> dict[str, object]:
    """Return the component's own words in the reader's language."""
    return {
        "map": t("Map"),
        "table": t("Table"),
        "chart": t("Ranking"),
        "ranked": t("Ranking"),
        "answers": t("Countries by answer"),
        "country": t("Country"),
        "region": t("Region"),
        "year": t("Year"),
        "how": t("Basis of the figure"),
        "source": t("Source"),
        "sources": t("Sources"),
        "licence": t("Licence"),
        "old": t("Also rank them"),
        "open": t("Open the country’s page"),
        "close": t("Close"),
        "play": t("Play the years"),
        "pause": t("Pause"),
        "latest": t("Latest"),
        "latestHint": t("Show the latest value per country"),
        "latestShown": t("Latest value per country"),
        "zoomIn": t("Zoom in"),
        "zoomOut": t("Zoom out"),
        "failed": t("The data could not be loaded. Reload the page to try again."),
        "marks": marks(t),
        "reply": t("Reply of the government"),
    }


def marks(t: Translator) -> dict[str, str]:
    """Return how each reliability or method is said."""
    return {
        "stated": t("Stated by the source"),
        "estimate": t("Estimate, as the source marks it"),
        "uncertain": t("Uncertain, as the source marks it"),
        "derived": t("Derived by the atlas"),
        "coded": t("Coded by the atlas from the source’s text"),
        "machine-read": t("Read by machine from the text; nobody has confirmed it yet"),
    }


def world_map(*, indicator: str, region: str, release: str, t: Translator) -> None:
    """Draw the map; it leads to a country's page by itself."""
    voices_version = stored.voices_digest(frames.engine())
    version = f"{assets_version()}{voices_version}"
    payload = f"/payload/map/{quote(release)}/{t.lang}/{indicator}.json?v={version}"
    if region:
        payload += f"&region={quote(region)}"
    if origins := state.origins():
        payload += f"&sources={','.join(origins)}"
    draw(payload, region, t)


def draw(payload: str, region: str, t: Translator, *, is_fixed: bool = False) -> None:
    """Draw the map of a payload; ``is_fixed`` shows each country's newest, without other views."""
    _component(
        key="world",
        data={
            "fixed": is_fixed,
            "payload": payload,
            "geometry": asset(f"geo/{geometry(region)}.json"),
            "lang": t.lang,
            "labels": labels(t),
            "suffix": state.suffix(),
        },
    )


def known_year(text: str, rows: pd.DataFrame) -> int:
    """Return a year that has values in ``rows``, or raise InvalidParameter with the nearest."""
    years = sorted(int(y) for y in rows.loc[rows["missing_reason"].isna(), "year"].unique())
    if text.isdigit() and int(text) in years:
        return int(text)
    target = int(text) if text.isdigit() else max(years, default=0)
    near = min(years, key=lambda year: abs(year - target), default=0)
    message = N_("There is no value for the year “{value}”. The nearest with values is {nearest}.")
    raise InvalidParameter(message, value=text, nearest=near)


VIEWS = (
    "latin_america",
    "africa",
    "asia",
    "eastern_europe",
    "mena",
    "western_europe",
    "north_america",
    "oceania",
)


def geometry(region: str) -> str:
    """Return the name of the projected shapes that fit a region; peer groups use the world."""
    return region if region in VIEWS else "world"
