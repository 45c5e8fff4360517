"""A country's defence budget for reading: stacked bars, tables with evidence, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go

from atlas.analysis import budget, totals
from atlas.analysis.budget import Real
from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.figures.charts import styled
from atlas.figures.country import Evidence, evidence_of
from atlas.figures.map import REASON_NAMES
from atlas.figures.palette import MUTED, line_colours
from atlas.i18n import N_, Translator, plain

REMAINDER = N_("Not stated by any part")
HEADS = {
    "total": N_("Approved"),
    "remainder": REMAINDER,
    "approved": N_("Approved"),
    "executed": N_("Executed"),
    "rate": N_("Executed, % of approved"),
    "nominal": N_("Current prices"),
    "deflator": N_("Deflator"),
    "real": N_("Constant prices"),
    "nominal_growth": N_("Change, current prices, %"),
    "real_growth": N_("Change, constant prices, %"),
    "salaries": N_("Salaries"),
    "personnel": N_("Active personnel"),
    "each": N_("Salaries a person"),
    "each_usd": N_("Salaries a person, US$"),
}
PERCENT = {"rate", "nominal_growth", "real_growth"}


@dataclass(frozen=True)
class Cell:
    """One figure; ``share`` is its percent of the total, ``evidence`` what stands behind it."""

    text: str
    share: str = ""
    evidence: Evidence | None = None
    absent: bool = False


@dataclass(frozen=True)
class Table:
    """Years in rows, newest first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@lru_cache(maxsize=512)
def currency(iso3: str, year: int) -> str:
    """Return the code of the legal tender of a country in a year (CLDR); empty if unknown."""
    import datetime as dt  # noqa: PLC0415

    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    middle = dt.date(year, 7, 1)
    iso2 = codebook().countries[iso3].iso2
    found = get_territory_currencies(iso2, middle, middle) if iso2 else []
    return str(found[0]) if found else ""


def unit(iso3: str, years: Sequence[int], t: Translator) -> str:
    """Return the currency in which the years' amounts are; a reform names them all."""
    codes = list(dict.fromkeys(code for y in years if (code := currency(iso3, y))))
    return ", ".join(codes) or t("local currency")


def bars(table: pd.DataFrame, name: str, t: Translator, *, percent: bool) -> go.Figure:
    """Return stacked bars of the parts by year; the remainder is hatched, never left out."""
    columns = [*budget.PARTS, "remainder"]
    shown = budget.shares(table) if percent else table[table["total"].notna() & ~table["exceeds"]]
    figure = go.Figure()
    for column, colour in zip(columns, [*line_colours(4), MUTED], strict=True):
        label = t(_name(column))
        figure.add_bar(
            x=[str(y) for y in shown.index],
            y=shown[column].clip(lower=0).tolist(),
            name=label,
            marker={
                "color": "rgba(0,0,0,0)" if column == "remainder" else colour,
                "line": {"color": colour, "width": 1},
                "pattern": {
                    "shape": "/" if column == "remainder" else "",
                    "fgcolor": MUTED,
                    "size": 6,
                },
            },
            hovertemplate="%{fullData.name}, %{x}: <b>%{y:,.4~g}</b><extra></extra>",
        )
    figure.update_layout(barmode="stack", bargap=0.35, legend_traceorder="normal")
    figure.update_xaxes(type="category")
    return styled(figure, height=380, unit="%" if percent else name)


def growth(made: Real, name: str, t: Translator) -> go.Figure:
    """Return current and constant prices as lines; gaps stay gaps."""
    span = range(int(made.table.index.min()), int(made.table.index.max()) + 1)
    wide = made.table.reindex(list(span))
    figure = go.Figure()
    for column, colour, dash in (("nominal", MUTED, "dot"), ("real", line_colours(1)[0], "solid")):
        figure.add_scatter(
            x=[str(y) for y in wide.index],
            y=wide[column].tolist(),
            name=t(HEADS[column]),
            mode="lines+markers",
            connectgaps=False,
            line={"color": colour, "width": 2.5, "dash": dash},
            hovertemplate="%{fullData.name}, %{x}: <b>%{y:,.4~g}</b><extra></extra>",
        )
    figure.update_yaxes(rangemode="tozero")
    figure.update_xaxes(type="category")
    return styled(figure, height=380, unit=name)


def rows(table: pd.DataFrame, columns: dict[str, str], frame: pd.DataFrame, t: Translator) -> Table:
    """Return a table of ``columns`` (name -> indicator, or empty for what the atlas reckons)."""
    stated = totals(frame)
    known = {(r["indicator"], r["year"]): r for _, r in stated.iterrows()}
    made = []
    for year in sorted(table.index, reverse=True):
        cells = tuple(
            _cell(table.loc[year], column, known.get((indicator, year)), t)
            if indicator or pd.notna(table.loc[year, column])
            else Cell("–", absent=True)  # nothing to reckon it from
            for column, indicator in columns.items()
        )
        made.append((str(year), cells))
    return Table(tuple(t(_name(column)) for column in columns), tuple(made))


def _cell(row: pd.Series, column: str, behind: pd.Series | None, t: Translator) -> Cell:
    value = row[column]
    if pd.isna(value):
        return _absent(behind, t)
    text = plain(float(value), t.lang, 1 if column in PERCENT else 2 if abs(value) < 1000 else 0)
    total = row.get("total", float("nan"))
    part = column in budget.PARTS or column == "remainder"
    share = f"{plain(100 * value / total, t.lang, 1)} %" if part and total > 0 else ""
    return Cell(text, share, evidence_of(behind, t) if behind is not None else None)


def _absent(behind: pd.Series | None, t: Translator) -> Cell:
    """Return why a figure is absent, as its source says, else that there is none."""
    reason = behind["missing_reason"] if behind is not None else None
    known = MissingReason(reason) if isinstance(reason, str) else MissingReason.NO_DATA
    proof = evidence_of(behind, t) if behind is not None else None
    return Cell(t(REASON_NAMES[known]), evidence=proof, absent=True)


def absent(frame: pd.DataFrame, t: Translator) -> list[str]:
    """Return the names of the figures that are missing, with the reason where one is given."""
    told = budget.reasons(frame)
    book = codebook().indicators
    return [
        f"{t(book[i].name)} ({t(REASON_NAMES[MissingReason(told[i])])})"
        if i in told
        else t(book[i].name)
        for i in budget.missing(frame)
    ]


def _name(column: str) -> str:
    if column in budget.PARTS:
        return codebook().indicators[column].short
    return HEADS[column]


def _of(table: pd.DataFrame, year: int) -> dict[str, float]:
    row = pd.Series(table.loc[year]).astype(float)
    return {str(name): value for name, value in zip(row.index, row.tolist(), strict=True)}


def composed(table: pd.DataFrame, year: int, t: Translator) -> list[str]:
    """Say what a year's budget is made of, and what is wrong or left over."""
    if year not in table.index:
        return []
    row = _of(table, year)
    if row["exceeds"]:
        return [t("In {year} the stated parts exceed the approved budget; no shares.", year=year)]
    if not row["total"] > 0:
        return [t("In {year} no approved budget is known; the parts have no shares.", year=year)]
    parts = [
        f"{t(_name(p))} {plain(100 * row[p] / row['total'], t.lang, 1)} %"
        for p in budget.PARTS
        if pd.notna(row[p])
    ]
    rest = plain(100 * row["remainder"] / row["total"], t.lang, 1)
    lines = [t("{year}: {parts}.", year=year, parts=" · ".join(parts))] if parts else []
    lines.append(t("No part states {rest} % of the approved budget.", rest=rest))
    return lines


def executed(table: pd.DataFrame, year: int, t: Translator) -> list[str]:
    """Say how much of a year's budget was spent."""
    found = float(table["rate"].get(year, float("nan")))
    if pd.isna(found):
        return []
    rate = plain(found, t.lang, 1)
    return [t("In {year}, {rate} % of the approved budget was spent.", year=year, rate=rate)]


def deflated(made: Real, year: int, t: Translator) -> list[str]:
    """Say a year's growth with its deflator named, or that it is unknown."""
    source = "; ".join(made.sources)
    base = (
        t("prices of {year}", year=made.base)
        if made.base
        else t("prices of the deflator’s base year, which its source names")
    )
    name = t(codebook().indicators[made.indicator].name)
    lines = [
        t("{name}, {base}. Deflator: GDP deflator, {source}.", name=name, base=base, source=source)
    ]
    change = made.table["real_growth"].get(year, float("nan"))
    if pd.notna(change):
        words = {"year": year, "real": plain(float(change), t.lang, 1)}
        nominal = made.table["nominal_growth"].get(year, float("nan"))
        words["nominal"] = plain(float(nominal), t.lang, 1)
        lines.insert(
            0,
            t(
                "In {year} the budget changed by {real} % in real terms ({nominal} % nominally).",
                **words,
            ),
        )
    return lines


def paid(table: pd.DataFrame, year: int, money: str, t: Translator) -> list[str]:
    """Say what salaries came to for each person."""
    if year not in table.index:
        return []
    row = _of(table, year)
    each = plain(row["each"], t.lang)
    said = t(
        "In {year} salaries came to {each} {money} a person.", year=year, each=each, money=money
    )
    if pd.notna(row["each_usd"]):
        said += " " + t("That is US$ {usd}.", usd=plain(row["each_usd"], t.lang))
    else:
        said += " " + t("No rate of the year is known, so there is no figure in US$.")
    return [said]
