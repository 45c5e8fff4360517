"""Controls and texts that several pages share; every choice lives in the address."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from urllib.parse import urlencode

import streamlit as st

from atlas.codebook import codebook
from atlas.codebook.model import Country, Indicator, Region
from atlas.codebook.origins import ORIGINS
from atlas.export.html import link_html
from atlas.i18n import Translator, country_name, sorting
from atlas.views.origins import origin_name
from ui import frames, state

# Records that the API filters by who speaks.
BY_ORIGIN = frozenset(
    {
        *("observations", "judgements", "events", "institutions", "relations"),
        *("documents", "participations", "trends", "map"),
        *("category-changes", "figure-changes"),
    }
)


def heading(kicker: str, title: str, unit: str = "") -> None:
    """Show a page's heading: theme above, title, unit beneath."""
    st.html(f'<p class="atlas-kicker">{escape(kicker)}</p>')
    st.title(title, anchor=False)
    if unit:
        st.html(f'<p class="atlas-unit">{escape(unit)}</p>')


def theme_and_indicator(indicator: Indicator, t: Translator, name: str = "indicator") -> None:
    """Choose a theme, then an indicator in it; both are searched by typing."""
    book = codebook()
    themes = [theme.id for theme in book.themes]
    names = {theme.id: t(theme.name) for theme in book.themes}
    st.selectbox(
        t("Theme"),
        themes,
        index=themes.index(indicator.theme),
        format_func=lambda code: names.get(code, code),
        key=f"theme-of-{indicator.theme}",
        on_change=_first_of,
        args=(indicator.theme, name),
    )
    choices = [i.id for i in book.indicators_of(indicator.theme)]
    one_indicator(indicator, choices, t, name)


def _first_of(theme: str, name: str) -> None:
    new_theme = st.session_state[f"theme-of-{theme}"]
    first = next(iter(with_data_first([i.id for i in codebook().indicators_of(new_theme)])))
    state.remember(**{name: first, "year": None})


def with_data_first(indicators: list[str]) -> list[str]:
    """Order indicators: those with observations in the newest release first."""
    with_data = frames.filled(frames.newest())
    return sorted(indicators, key=lambda i: i not in with_data)


def one_indicator(indicator: Indicator, choices: list[str], t: Translator, name: str) -> None:
    """Choose one indicator; those without any value in the atlas say so."""
    book = codebook()
    with_data = frames.filled(frames.newest())

    def label(code: str) -> str:
        text = t(book.indicators[code].name)
        return text if code in with_data else t("{indicator} (no data yet)", indicator=text)

    st.selectbox(
        t("Indicator"),
        with_data_first(choices),
        format_func=label,
        **state.bound(name, indicator.id, None),
    )


def region(current: Region | None, t: Translator) -> None:
    """Choose a region or peer group, or the world."""
    regions = codebook().regions
    codes = ["", *[r.id for r in regions.values() if r.members and r.id != "antarctica"]]
    st.selectbox(
        t("Region or group"),
        codes,
        format_func=lambda code: t(regions[code].name) if code else t("World"),
        **state.bound("region", current.id if current else "", ""),
    )


def sources(t: Translator) -> None:
    """Choose who must speak in the sources; none chosen keeps all."""
    st.multiselect(
        t("Who speaks"),
        ORIGINS,
        format_func=lambda code: origin_name(code, t),
        placeholder=t("All sources"),
        help=t("Keep figures of these sources only: here, in downloads and in the address."),
        **state.bound("sources", list(state.origins()), []),
    )


def release(current: str, t: Translator) -> None:
    """Choose a release where there is more than one."""
    labels = frames.labels()[::-1]
    if len(labels) > 1:
        st.selectbox(t("Release"), labels, **state.bound("release", current, labels[0]))


def one_country(current: Country | None, t: Translator) -> None:
    """Choose one country."""
    st.selectbox(
        t("Country"),
        by_name(t),
        format_func=lambda iso3: country_name(iso3, t.lang),
        placeholder=t("Type a name"),
        **state.bound("country", current.iso3 if current else None, None),
    )


def by_name(t: Translator) -> list[str]:
    """Return all countries in the order of their names."""
    codes = [c.iso3 for c in codebook().countries.values() if c.region != "antarctica"]
    return sorted(codes, key=lambda iso3: sorting(country_name(iso3, t.lang)))


def index(
    t: Translator, page: str = "/country", only: Collection[str] | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every region with its countries' addresses on a page and names."""
    regions = [r for r in codebook().regions.values() if r.kind != "peer-group"]
    return [
        (
            t(r.name),
            [
                (state.address(page, country=i), country_name(i, t.lang))
                for i in by_name(t)
                if i in r.members and (only is None or i in only)
            ],
        )
        for r in regions
        if r.id != "antarctica"
    ]


def peers(current: Region, country: Country, t: Translator) -> None:
    """Choose the group that medians and ranks refer to; the country's region by default."""
    regions = codebook().regions
    groups = [r.id for r in regions.values() if country.iso3 in r.members]
    if current.id not in groups:
        groups.append(current.id)
    st.selectbox(
        t("Compare with"),
        groups,
        format_func=lambda code: t(regions[code].name),
        **state.bound("region", current.id, country.region),
    )


def countries(current: list[str], t: Translator, most: int) -> None:
    """Choose up to ``most`` countries."""
    st.multiselect(
        t("Countries"),
        by_name(t),
        max_selections=most,
        format_func=lambda iso3: country_name(iso3, t.lang),
        placeholder=t("Type a name"),
        **state.bound("country", current, []),
    )


def groups(current: list[str], t: Translator) -> None:
    """Choose regions and peer groups whose medians are shown."""
    regions = codebook().regions
    codes = [r.id for r in regions.values() if r.members and r.id != "antarctica"]
    st.multiselect(
        t("Medians of regions or groups"),
        codes,
        format_func=lambda code: t(regions[code].name),
        placeholder=t("Type a name"),
        **state.bound("region", current, []),
    )


def segments(name: str, options: dict[str, str], current: str, label: str) -> None:
    """Choose one of a few, shown side by side; the first is the default."""
    st.segmented_control(
        label,
        list(options),
        format_func=options.get,
        required=True,
        **state.bound(name, current, next(iter(options))),
    )


def definition(indicator: Indicator, t: Translator) -> None:
    """Show how an indicator is defined and what one must not compare."""
    with st.expander(t("Definition and comparability")):
        st.markdown(f"**{t('Definition')}.** {t(indicator.definition)}")
        st.markdown(f"**{t('Comparability')}.** {t(indicator.comparability)}")
        st.markdown(f"**{t('Usual publisher')}.** {indicator.publisher}")
        st.caption(f"`{indicator.id}`")


def take_away(indicators: list[str], release_label: str, t: Translator, **query: str) -> None:
    """Offer the data behind a view as files; the API makes them, so nothing is kept here."""
    files("observations", {"indicator": ",".join(indicators), "release": release_label, **query}, t)


def files(
    records: str,
    query: dict[str, str],
    t: Translator,
    words: str = "",
    kinds: tuple[str, ...] = ("csv", "xlsx", "json"),
) -> None:
    """Offer records of one kind (``observations``, ``judgements`` …) as files of the API.

    ``words`` say what the files hold, where a page offers several kinds.
    """
    parameters = {k: v for k, v in query.items() if v}
    if records in BY_ORIGIN and (origins := state.origins()):
        parameters["sources"] = ",".join(origins)
    links = []
    for kind in kinds:
        bom = {"bom": "1"} if kind == "csv" else {}  # most who click open it with Excel
        address = f"/api/v1/{records}?{urlencode({**parameters, 'format': kind, **bom})}"
        links.append(link_html(address, kind.upper(), download=""))
    words = escape(words or t("Download these data"))
    st.html(f'<p class="atlas-files"><span>{words}</span> {" ".join(links)}</p>')


def permalink(release: str, t: Translator) -> None:
    """Offer the address that shows exactly this, whatever is published later."""
    words = t("Permanent address of this view, with release {release}", release=release)
    link = link_html(state.here(release=release), words, target="_self")
    st.html(f'<p class="atlas-files">{link}</p>')
