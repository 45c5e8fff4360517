"""Missions and countries as a grid of personnel; sums are marked as what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis import latest, spans
from atlas.analysis.missions import ABROAD, POLICE, UN, Contingent, contingents, united_nations
from atlas.codebook import codebook
from atlas.codebook.model import Method, Reliability
from atlas.i18n import N_, Translator, country_name, of_size, written
from atlas.views.breakdowns import breakdown_name
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.values import value_text

NAMES = {
    "MINUSCA": N_("UN mission in the Central African Republic"),
    "MONUSCO": N_("UN mission in the Democratic Republic of the Congo"),
    "UNMISS": N_("UN mission in South Sudan"),
    "UNISFA": N_("UN interim security force for Abyei"),
    "UNIFIL": N_("UN interim force in Lebanon"),
    "UNDOF": N_("UN disengagement observer force, Golan"),
    "UNFICYP": N_("UN peacekeeping force in Cyprus"),
    "UNAMI": N_("UN assistance mission for Iraq"),
    "UNSMIL": N_("UN support mission in Libya"),
    "KFOR": N_("NATO's force in Kosovo"),
    "NATO": N_("NATO, other deployments"),
    "EUFOR": N_("European Union force, Bosnia and Herzegovina"),
    "AUSSOM": N_("African Union support and stabilisation mission in Somalia"),
    "MFO": N_("Multinational Force and Observers, Sinai"),
    "ECOWAS": N_("Economic Community of West African States, missions"),
}
ELSEWHERE = ""
ABOUT = "≈"


@dataclass(frozen=True)
class ContingentCell:
    """One contingent: its number as text, what it is, and what stands behind it."""

    value: str
    kind: str
    year: int
    evidence: SourceEvidence


@dataclass(frozen=True)
class Mission:
    """A column: ``sum`` adds what the source states for the countries shown."""

    code: str
    title: str
    un: bool
    countries: int
    sum: str


@dataclass(frozen=True)
class MissionRow:
    """A country's contingents by mission and its total; ``summed``: the atlas added it up."""

    iso3: str
    country: str
    cells: tuple[tuple[ContingentCell, ...], ...]
    total: ContingentCell | None
    summed: bool


@dataclass(frozen=True)
class MissionGrid:
    """Missions as columns (the UN's first), countries as rows."""

    missions: tuple[Mission, ...]
    rows: tuple[MissionRow, ...]
    years: tuple[int, int] | None


def mission_grid(
    peacekeepers: pd.DataFrame, abroad: pd.DataFrame, countries: Sequence[str], t: Translator
) -> MissionGrid:
    """Return the newest contingents of the countries that have any figure."""
    deployments = [c for c in contingents(peacekeepers, abroad) if c.country in set(countries)]
    un = united_nations(peacekeepers)
    columns = _order(deployments, un)
    whole = {str(row["country"]): row for _, row in _totals(abroad).iterrows()}
    here = {c.country for c in deployments} | set(whole)
    several = {m for m in columns if len({c.host for c in deployments if c.mission == m}) > 1}
    rows = [
        _row(
            iso3,
            [c for c in deployments if c.country == iso3],
            columns,
            several,
            whole.get(iso3),
            t,
        )
        for iso3 in countries
        if iso3 in here
    ]
    years = [c.year for c in deployments]
    return MissionGrid(
        tuple(_mission(m, deployments, m in un, t) for m in columns),
        tuple(rows),
        (min(years), max(years)) if years else None,
    )


def _order(deployments: list[Contingent], un: frozenset[str]) -> list[str]:
    counts: dict[str, set[str]] = {}
    for one in deployments:
        counts.setdefault(one.mission, set()).add(one.country)
    return sorted(counts, key=lambda m: (m == ELSEWHERE, m not in un, -len(counts[m]), m))


def _totals(abroad: pd.DataFrame) -> pd.DataFrame:
    rows = latest(abroad)
    return rows[rows["value"].notna()]


def _mission(code: str, deployments: list[Contingent], un: bool, t: Translator) -> Mission:
    own = [c for c in deployments if c.mission == code]
    title = t(NAMES[code]) if code in NAMES else code or t("Elsewhere, no mission named")
    whole = spans.total(pd.DataFrame([c.row for c in own]))
    # Bounds on both sides leave a sum open: nothing can be said of it.
    total = written(*whole.written, of_size(t.lang), t) if whole.kind else t("not known")
    return Mission(code, title, un, len({c.country for c in own}), total)


def _row(
    iso3: str,
    own: list[Contingent],
    columns: list[str],
    several: set[str],
    whole: pd.Series | None,
    t: Translator,
) -> MissionRow:
    cells = tuple(
        tuple(_part(c, t, host=m in several or not m) for c in own if c.mission == m)
        for m in columns
    )
    total = None if whole is None else _figure(whole, "", t)
    is_sum = whole is not None and whole["method"] == Method.DERIVED
    return MissionRow(iso3, country_name(iso3, t.lang), cells, total, is_sum)


def _part(one: Contingent, t: Translator, *, host: bool) -> ContingentCell:
    parts = [country_name(one.host, t.lang)] if host and one.host else []
    if one.role:
        parts.append(t("police") if one.role == POLICE else breakdown_name(f"role={one.role}", t))
    return _figure(one.row, " · ".join(parts), t)


def _figure(row: pd.Series, kind: str, t: Translator) -> ContingentCell:
    value = value_text(row, codebook().indicators[str(row["indicator"])], t)
    exact = row["reliability"] == Reliability.STATED or row["method"] == Method.DERIVED
    return ContingentCell(
        value if exact else f"{ABOUT} {value}", kind, int(row["year"]), evidence_of(row, t)
    )


def mission_captions(grid: MissionGrid, t: Translator) -> list[str]:
    """Say which missions have most contributors and what may not be added up."""
    if not grid.missions or grid.years is None:
        return [t("The source states no contingent of these countries.")]
    first, last = grid.years
    years = str(first) if first == last else f"{first}–{last}"
    missions = [m for m in grid.missions if m.code]
    most = sorted(missions, key=lambda m: -m.countries)[:3]
    lines = [
        t.n(
            "{mission}: {n} country, {sum} persons (sum of what the source states, {years}).",
            "{mission}: {n} countries, {sum} persons (sum of what the source states, {years}).",
            m.countries,
            mission=m.code,
            sum=m.sum,
            years=years,
        )
        for m in most
    ]
    return [
        *lines,
        t(
            "The source lists larger contingents only: an empty cell is not a zero, and a sum is "
            "less than a mission's strength."
        ),
    ]


INDICATORS = (UN, ABROAD)
