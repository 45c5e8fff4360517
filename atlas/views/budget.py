"""A country's defence budget for reading: stacked bars, tables with evidence, sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from atlas.analysis import budget, totals
from atlas.analysis.budget import Real
from atlas.analysis.spans import Span
from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.i18n import N_, Translator, of_size, plain, written
from atlas.i18n.spans import Write
from atlas.views.charts.palette import MUTED, line_colours
from atlas.views.charts.plots import apply_style
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.map.payload import REASON_NAMES
from atlas.views.values import row_value_kind, value_and_bounds, value_text

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
    "each": N_("Salaries per person"),
    "each_usd": N_("Salaries per person, US$"),
}
PERCENT = {"rate", "nominal_growth", "real_growth"}
GROWTH = {"nominal_growth", "real_growth"}  # of two years: not told where one is no single number
# What each table computes falls as these rise.
FALLING = {
    "remainder": budget.PARTS,
    "rate": (budget.APPROVED,),
    "nominal": (),
    "real": (budget.DEFLATOR,),
    "each": (budget.FORCES, budget.RATE),
    "each_usd": (budget.FORCES, budget.RATE),
}


@dataclass(frozen=True)
class BudgetCell:
    """One figure; ``share`` is its percent of the total, ``evidence`` what stands behind it."""

    text: str
    share: str = ""
    evidence: SourceEvidence | None = None
    absent: bool = False


@dataclass(frozen=True)
class BudgetTable:
    """Years in rows, newest first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[BudgetCell, ...]], ...]


@lru_cache(maxsize=512)
def currency(iso3: str, year: int) -> str:
    """Return the code of the legal tender of a country in a year (CLDR); empty if unknown."""
    import datetime as dt  # noqa: PLC0415

    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    middle = dt.date(year, 7, 1)
    iso2 = codebook().countries[iso3].iso2
    currencies = get_territory_currencies(iso2, middle, middle) if iso2 else []
    return str(currencies[0]) if currencies else ""


def unit(iso3: str, years: Sequence[int], t: Translator) -> str:
    """Return the currency in which the years' amounts are; a reform names them all."""
    codes = list(dict.fromkeys(code for y in years if (code := currency(iso3, y))))
    return ", ".join(codes) or t("local currency")


@dataclass(frozen=True)
class Lens:
    """One table of the lens, with what it was made from.

    ``make`` gives the table of a frame; ``frame`` holds one country's observations.
    """

    make: Callable[[pd.DataFrame], pd.DataFrame]
    frame: pd.DataFrame

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table, ranges counting with their middle and bounds with their end."""
        return self.make(self.frame)

    @cached_property
    def behind(self) -> dict[tuple[str, int], pd.Series]:
        """The observation of each indicator and year."""
        rows = totals(self.frame)
        return {(str(r["indicator"]), int(r["year"])): r for _, r in rows.iterrows()}

    @cached_property
    def certain(self) -> pd.Series:
        """By year, whether all that went into it are single numbers."""
        return budget.certain(self.frame)

    def span(self, year: int, column: str) -> Span:
        """Return what a computed column may be in a year."""
        value = float(self.table[column].get(year, float("nan")))
        if self.certain.get(year, True) and (column not in GROWTH or self._follows(year)):
            return Span(value, value, value)
        if column in GROWTH:
            return Span(value, float("nan"), float("nan"))
        ends = budget.at_ends(self.frame, FALLING[column])
        low, high = (float(self.make(e)[column].get(year, float("nan"))) for e in ends)
        return Span(value, *(end if np.isfinite(end) else float("nan") for end in (low, high)))

    def _follows(self, year: int) -> bool:
        return bool(self.certain.get(year - 1, True))


def bars(lens: Lens, name: str, t: Translator, *, percent: bool) -> go.Figure:
    """Return stacked bars of the parts by year; the remainder is hatched, never left out."""
    table = lens.table
    columns = [*budget.PARTS, "remainder"]
    values = budget.shares(table) if percent else table[table["total"].notna() & ~table["exceeds"]]
    figure = go.Figure()
    for column, colour in zip(columns, [*line_colours(4), MUTED], strict=True):
        label = t(_name(column))
        figure.add_bar(
            x=[str(y) for y in values.index],
            y=values[column].clip(lower=0).tolist(),
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
            customdata=[_bar(lens, int(y), column, values[column][y], t) for y in values.index],
            hovertemplate="%{fullData.name}, %{x}: <b>%{customdata}</b><extra></extra>",
        )
    figure.update_layout(barmode="stack", bargap=0.35, legend_traceorder="normal")
    figure.update_xaxes(type="category")
    return apply_style(figure, height=380, unit="%" if percent else name)


def _bar(lens: Lens, year: int, column: str, height: float, t: Translator) -> str:
    """Return what a bar's card says: never the middle of a range, never a bare bound."""
    if lens.certain.get(year, True):
        return of_size(t.lang)(float(height), 0)
    row = lens.behind.get((column, year))
    if row is not None:
        return value_text(row, codebook().indicators[column], t)
    return _span_text(lens.span(year, column), column, t) if column in FALLING else ""


def growth(lens: Lens, name: str, t: Translator) -> go.Figure:
    """Return current and constant prices as lines; gaps stay gaps."""
    table = lens.table
    span = range(int(table.index.min()), int(table.index.max()) + 1)
    wide = table.reindex(list(span))
    figure = go.Figure()
    for column, colour, dash in (("nominal", MUTED, "dot"), ("real", line_colours(1)[0], "solid")):
        figure.add_scatter(
            x=[str(y) for y in wide.index],
            y=wide[column].tolist(),
            name=t(HEADS[column]),
            mode="lines+markers",
            connectgaps=False,
            line={"color": colour, "width": 2.5, "dash": dash},
            customdata=[_point(lens, int(y), column, t) for y in wide.index],
            hovertemplate="%{fullData.name}, %{x}: <b>%{customdata}</b><extra></extra>",
        )
    figure.update_yaxes(rangemode="tozero")
    figure.update_xaxes(type="category")
    return apply_style(figure, height=380, unit=name)


def _point(lens: Lens, year: int, column: str, t: Translator) -> str:
    span = lens.span(year, column) if year in lens.table.index else Span(*[float("nan")] * 3)
    return _span_text(span, column, t)


def budget_table(lens: Lens, columns: dict[str, str], t: Translator) -> BudgetTable:
    """Return a table of ``columns`` (name -> indicator, or empty for what the atlas computes)."""
    table = lens.table
    body = []
    for year in sorted(map(int, table.index), reverse=True):
        cells = tuple(
            _indicator_cell(lens, year, column, indicator, t)
            if indicator
            else BudgetCell(
                _span_text(lens.span(year, column), column, t), _share(lens, year, column, t)
            )
            if pd.notna(table[column][year])
            else BudgetCell("–", absent=True)  # nothing to compute it from
            for column, indicator in columns.items()
        )
        body.append((str(year), cells))
    return BudgetTable(tuple(t(_name(column)) for column in columns), tuple(body))


def _indicator_cell(
    lens: Lens, year: int, column: str, indicator: str, t: Translator
) -> BudgetCell:
    row = lens.behind.get((indicator, year))
    if row is None or pd.isna(lens.table[column][year]):
        return _absent(row, t)
    text = written(*value_and_bounds(row), row_value_kind(row), of_size(t.lang), t)
    return BudgetCell(text, _share(lens, year, column, t), evidence_of(row, t))


def _share(lens: Lens, year: int, column: str, t: Translator) -> str:
    """Return a part's percent of the total, where both are single numbers."""
    if column not in (*budget.PARTS, "remainder") or not lens.certain.get(year, True):
        return ""
    row = _of(lens.table, year)
    total = row["total"]
    return f"{plain(100 * row[column] / total, t.lang, 1)} %" if total > 0 else ""


def _span_text(span: Span, column: str, t: Translator) -> str:
    decimals = 1 if column in PERCENT else 0
    return written(*span.written, _write(decimals, t), t)


def _write(decimals: int, t: Translator) -> Write:
    def write(value: float, more: int) -> str:
        usual = decimals or (2 if abs(value) < 1_000 else 0)
        return plain(value, t.lang, usual + more)

    return write


def _absent(behind: pd.Series | None, t: Translator) -> BudgetCell:
    """Return why a figure is absent, as its source says, else that there is none."""
    reason = behind["missing_reason"] if behind is not None else None
    missing_reason = MissingReason(reason) if isinstance(reason, str) else MissingReason.NO_DATA
    proof = evidence_of(behind, t) if behind is not None else None
    return BudgetCell(t(REASON_NAMES[missing_reason]), evidence=proof, absent=True)


def absent(frame: pd.DataFrame, t: Translator) -> list[str]:
    """Return the names of the figures that are missing, with the reason where one is given."""
    reasons = budget.reasons(frame)
    book = codebook().indicators
    return [
        f"{t(book[i].name)} ({t(REASON_NAMES[MissingReason(reasons[i])])})"
        if i in reasons
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


def composition_sentences(lens: Lens, year: int, t: Translator) -> list[str]:
    """Say what a year's budget is made of, and what is wrong or left over."""
    table = lens.table
    if year not in table.index:
        return []
    row = _of(table, year)
    if not lens.certain.get(year, True):
        return [t("In {year} some amounts are ranges or bounds; no shares.", year=year)]
    if row["exceeds"]:
        return [t("In {year} the stated parts exceed the approved budget; no shares.", year=year)]
    if not row["total"] > 0:
        return [
            t("No approved budget is available for {year}; the parts have no shares.", year=year)
        ]
    parts = [
        f"{t(_name(p))} {plain(100 * row[p] / row['total'], t.lang, 1)} %"
        for p in budget.PARTS
        if pd.notna(row[p])
    ]
    rest = plain(100 * row["remainder"] / row["total"], t.lang, 1)
    lines = [t("{year}: {parts}.", year=year, parts=" · ".join(parts))] if parts else []
    lines.append(t("No part states {rest} % of the approved budget.", rest=rest))
    return lines


def execution_sentences(lens: Lens, year: int, t: Translator) -> list[str]:
    """Say how much of a year's budget was spent."""
    span = lens.span(year, "rate")
    if span.kind is None:
        return []
    rate = _span_text(span, "rate", t)
    return [t("In {year}, {rate} % of the approved budget was spent.", year=year, rate=rate)]


def growth_sentences(lens: Lens, series: Real, year: int, t: Translator) -> list[str]:
    """Say a year's growth with its deflator named, or that it is unknown."""
    source = "; ".join(series.sources)
    base = (
        t("prices of {year}", year=series.base)
        if series.base
        else t("prices of the deflator’s base year, which its source names")
    )
    name = t(codebook().indicators[series.indicator].name)
    lines = [
        t("{name}, {base}. Deflator: GDP deflator, {source}.", name=name, base=base, source=source)
    ]
    real, nominal = (lens.span(year, name) for name in ("real_growth", "nominal_growth"))
    if real.kind and nominal.kind:
        words = {"real": _span_text(real, "real_growth", t)}
        words["nominal"] = _span_text(nominal, "nominal_growth", t)
        lines.insert(
            0,
            t(
                "In {year} the budget changed by {real} % in real terms ({nominal} % nominally).",
                year=year,
                **words,
            ),
        )
    return lines


def salary_sentences(lens: Lens, year: int, money: str, t: Translator) -> list[str]:
    """Say what salaries came to for each person."""
    each = lens.span(year, "each")
    if each.kind is None:
        return []
    text = written(*each.written, _whole(t), t)
    sentence = t(
        "In {year} salaries came to {each} {money} per person.", year=year, each=text, money=money
    )
    usd = lens.span(year, "each_usd")
    if usd.kind:
        sentence += " " + t("That is US$ {usd}.", usd=written(*usd.written, _whole(t), t))
    else:
        sentence += " " + t(
            "No exchange rate is available for the year, so there is no figure in US$."
        )
    return [sentence]


def _whole(t: Translator) -> Write:
    return lambda value, more: plain(value, t.lang, more)
