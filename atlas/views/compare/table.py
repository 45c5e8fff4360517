"""The comparison as a table: one row a country and year, evidence within one click."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.analysis import totals
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, MissingReason
from atlas.i18n import Translator, country_name
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.map.payload import REASON_NAMES
from atlas.views.source_conflicts import Differing, differing, key_of
from atlas.views.values import value_text


@dataclass(frozen=True)
class ComparisonRow:
    """One value of one country, in the reader's language."""

    country: str
    year: str
    value: str
    unit: str
    absent: bool
    evidence: SourceEvidence | None
    differ: Differing | None = None


def comparison_rows(
    data: pd.DataFrame, countries: list[str], groups: list[str], indicator: Indicator, t: Translator
) -> list[ComparisonRow]:
    """Return all totals of the countries (else of the groups' members), newest first.

    A chosen country without any record has a row that says so.
    """
    codes = countries or [i for g in groups for i in codebook().members(g)]
    rows = totals(data)
    apart = differing(data[data["country"].isin(codes)], t)
    result = []
    for iso3 in dict.fromkeys(codes):
        own = rows[rows["country"] == iso3].sort_values("year", ascending=False)
        if own.empty:
            reason = t(REASON_NAMES[MissingReason.NO_DATA])
            result.append(ComparisonRow(country_name(iso3, t.lang), "", reason, "", True, None))
        result += [_row(row, apart.get(key_of(row)), indicator, t) for _, row in own.iterrows()]
    return result


def _row(
    row: pd.Series, differ: Differing | None, indicator: Indicator, t: Translator
) -> ComparisonRow:
    name = country_name(row["country"], t.lang)
    if isinstance(row["missing_reason"], str):
        reason = t(REASON_NAMES[MissingReason(row["missing_reason"])])
        return ComparisonRow(name, str(row["year"]), reason, "", True, evidence_of(row, t))
    value = value_text(row, indicator, t)
    unit = t(row["unit"]) if row["unit"] else ""
    proof = evidence_of(row, t)
    return ComparisonRow(name, str(row["year"]), value, unit, False, proof, differ)
