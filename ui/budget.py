"""Controls and views of the budget lens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from atlas.analysis import budget
from atlas.analysis.age import is_old
from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.codebook.model import Country
from atlas.errors import InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.views import budget as shown
from atlas.views.charts import plots as charts
from atlas.views.compare.table import comparison_rows
from atlas.views.values import old_year_text
from atlas.web.map import cached_reference_year
from ui import controls, frames, state
from ui import replies as heard
from ui.memo import memo
from ui.plain import told

VIEWS = {
    "composition": N_("Composition"),
    "executed": N_("Executed against approved"),
    "growth": N_("Real growth"),
    "salaries": N_("Salaries per person"),
}
EXPENDITURE = ("milex_gdp", "milex_usd")


@dataclass(frozen=True)
class Asked:
    """One country's budget as the page shows it; ``shares`` where two are compared."""

    iso3: str
    frame: pd.DataFrame
    year: int
    money: str
    shares: bool


def view(t: Translator) -> str:
    """Choose what to look at."""
    current = state.resolve("view", choice_parser(VIEWS), next(iter(VIEWS)))
    controls.segments("view", {code: t(name) for code, name in VIEWS.items()}, current, t("View"))
    return current


def other(current: Country | None, t: Translator) -> None:
    """Choose one country to compare with."""
    codes = ["", *controls.by_name(t)]
    st.selectbox(
        t("Compare with one country"),
        codes,
        format_func=lambda iso3: country_name(iso3, t.lang) if iso3 else t("No country"),
        **state.bound("with", current.iso3 if current else "", ""),
    )


def year(countries: list[str], release: str, t: Translator) -> int:
    """Choose the year that the sentences tell of: the newest with a budget by default."""
    years = sorted({y for c in countries for y in _years(frames.of_country(release, c))})
    if not years:
        return 0
    current = state.resolve("year", lambda text: _valid_year(text, years), years[-1])
    st.selectbox(
        t("Year"),
        [str(y) for y in years[::-1]],
        **state.bound("year", str(current), str(years[-1])),
    )
    return current


def _years(frame: pd.DataFrame) -> list[int]:
    names = (budget.APPROVED, budget.EXECUTED, *budget.PARTS)
    return [int(y) for name in names for y in budget.series(frame, name).index]


def _valid_year(text: str, years: list[int]) -> int:
    if text.isdigit() and int(text) in years:
        return int(text)
    target = int(text) if text.isdigit() else years[-1]
    near = min(years, key=lambda y: abs(y - target))
    message = N_("There is no value for the year “{value}”. The nearest with values is {nearest}.")
    raise InvalidParameter(message, value=text, nearest=near)


def country(iso3: str, at: int, view: str, several: bool, release: str, t: Translator) -> None:
    """Show one country's view; what is missing is named, and what there is is shown."""
    frame = frames.of_country(release, iso3)
    if several:
        st.subheader(country_name(iso3, t.lang), anchor=False)
    if not _years(frame):
        missing(iso3, frame, t)
        expenditure(iso3, frame, t)
        return
    newest = max(_years(frame))
    if at == newest and is_old(newest, cached_reference_year(release)):
        _say(
            [t("The newest figures of this budget are of {year}.", year=old_year_text(newest, t))],
            t,
        )
    money = shown.unit(iso3, _years(frame), t)
    draw = {"composition": _parts, "executed": _execution, "growth": _growth, "salaries": _salaries}
    draw[view](Asked(iso3, frame, at, money, several), t)
    missing(iso3, frame, t)


def _parts(country_budget: Asked, t: Translator) -> None:
    frame = country_budget.frame
    lens = shown.Lens(budget.composition, frame)
    _say(shown.composition_sentences(lens, country_budget.year, t), t)
    if lens.table["total"].notna().any():
        figure = shown.bars(lens, country_budget.money, t, percent=country_budget.shares)
        st.plotly_chart(
            figure, key=f"budget-{country_budget.iso3}", config=charts.CONFIG, theme="streamlit"
        )
    columns = {"total": budget.APPROVED, **{p: p for p in budget.PARTS}, "remainder": ""}
    _table(lens, columns, t("Amounts in {money}, current prices", money=country_budget.money), t)


def _execution(country_budget: Asked, t: Translator) -> None:
    frame = country_budget.frame
    lens = shown.Lens(budget.execution, frame)
    _say(shown.execution_sentences(lens, country_budget.year, t), t)
    columns = {"approved": budget.APPROVED, "executed": budget.EXECUTED, "rate": ""}
    _table(lens, columns, t("Amounts in {money}, current prices", money=country_budget.money), t)


def _growth(country_budget: Asked, t: Translator) -> None:
    frame = country_budget.frame
    try:
        growth = budget.real(frame)
    except budget.NoDeflator as error:
        st.warning(told(error, t))
        return
    lens = shown.Lens(lambda rows: budget.real(rows).table, frame)
    _say(shown.growth_sentences(lens, growth, country_budget.year, t), t)
    figure = shown.growth(lens, country_budget.money, t)
    st.plotly_chart(
        figure, key=f"budget-{country_budget.iso3}", config=charts.CONFIG, theme="streamlit"
    )
    columns = {"nominal": growth.indicator, "deflator": budget.DEFLATOR, "real": ""}
    columns |= {"nominal_growth": "", "real_growth": ""}
    _table(lens, columns, t("Amounts in {money}", money=country_budget.money), t)


def _salaries(country_budget: Asked, t: Translator) -> None:
    frame = country_budget.frame
    lens = shown.Lens(budget.salaries, frame)
    if lens.table.empty:
        st.info(t("No year has both salaries and the number of active personnel."))
        return
    _say(shown.salary_sentences(lens, country_budget.year, country_budget.money, t), t)
    columns = {"salaries": budget.PARTS[0], "personnel": budget.FORCES, "each": "", "each_usd": ""}
    _table(lens, columns, t("Amounts in {money}, current prices", money=country_budget.money), t)


def _state(frame: pd.DataFrame) -> str:
    """Return the release that a frame of one country's observations is of."""
    return str(frame["release"].iloc[0]) if len(frame) else ""


def _say(lines: list[str], t: Translator) -> None:
    if lines:
        st.html(fragment("lines.html", t, lines=lines))


def _table(lens: shown.Lens, columns: dict[str, str], caption: str, t: Translator) -> None:
    own = ("budget", _state(lens.frame), *lens.frame["country"].iloc[:1], *columns, t.lang)
    rows = memo(lambda: shown.budget_table(lens, columns, t), *own, "table")
    voices = heard.beside(t)
    st.html(fragment("budget_table.html", t, table=rows, caption=caption, voices=voices))


def missing(iso3: str, frame: pd.DataFrame, t: Translator) -> None:
    """Name the figures that no record gives, and offer the editors' sheet for them."""
    absent = budget.missing(frame)
    if not absent:
        return
    query = {"kind": "observation", "indicator": ",".join(absent), "country": iso3, "lang": t.lang}
    values = {
        "country": country_name(iso3, t.lang),
        "names": shown.absent(frame, t),
        "sheet": f"/api/v1/template?{urlencode(query)}",
        "asked": set(budget.PARTS) & set(absent),
    }
    st.html(fragment("budget_missing.html", t, **values))


def expenditure(iso3: str, frame: pd.DataFrame, t: Translator) -> None:
    """Show military expenditure as published: what there is without a budget."""
    for name in EXPENDITURE:
        entry = codebook().indicators[name]
        rows = frame[frame["indicator"] == name]
        if not rows["value"].notna().any():
            continue
        st.html(fragment("note.html", t, text=f"{t(entry.name)} ({t(entry.unit)})"))
        own = ("budget", _state(frame), iso3, name, t.lang)
        figure = memo(partial(charts.line_chart, rows, [iso3], [], t(entry.unit), t), *own, "lines")
        key = f"budget-{iso3}-{name}"
        st.plotly_chart(figure, key=key, config=charts.CONFIG, theme="streamlit")
        table_rows = memo(partial(comparison_rows, rows, [iso3], [], entry, t), *own, "rows")
        st.html(fragment("comparison.html", t, rows=table_rows, voices=heard.beside(t)))


def method(t: Translator) -> None:
    """Say in plain words what the lens does and does not."""
    lines = [
        t("Parts after RESDAL: salaries, retirement, investment, other, of the approved budget."),
        t("What no part states is shown as a remainder; parts above the budget have no shares."),
        t("Amounts stay in local currency; US$ appear only with a rate of the same year."),
        t("Real growth uses the GDP deflator that is named; without one it is refused."),
        t(
            "Salaries per person are divided by active personnel: civilians paid from the budget "
            "raise the figure."
        ),
    ]
    with st.expander(t("How this was calculated")):
        st.html(fragment("method.html", t, lines=lines))


def take_away(countries: list[str], release: str, t: Translator) -> None:
    """Offer the figures behind the lens."""
    ids = [*budget.NEEDED, budget.FORCES, *EXPENDITURE]
    controls.take_away(ids, release, t, country=",".join(countries))
