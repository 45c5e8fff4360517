"""Disclosure as payloads of the world map: an indicator's status, or the states' documents."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pandas as pd

from atlas.analysis.disclosure import ESTIMATED, PUBLISHED, VALUED, statuses
from atlas.codebook import codebook
from atlas.codebook.model import Category, Indicator, MissingReason, ValueKind
from atlas.i18n import N_, Translator
from atlas.views.charts.palette import CATEGORIES, DARK_CATEGORIES
from atlas.views.map.payload import map_payload

NAMES = {
    PUBLISHED: N_("Value, stated by the source"),
    ESTIMATED: N_("Estimated value only"),
    "withheld": N_("Withheld by the state"),
    "not-collected": N_("Not collected"),
    "under-review": N_("Under review"),
    "no-data": N_("No data"),
    "not-applicable": N_("Does not apply"),
    "state-did-not-exist": N_("The state did not exist"),
}
COLOURS = (CATEGORIES[0], CATEGORIES[1])
DARK_COLOURS = (DARK_CATEGORIES[0], DARK_CATEGORIES[1])


def status_map(
    rows: pd.DataFrame, indicator: Indicator, region: str, t: Translator
) -> dict[str, Any]:
    """Return the map of one indicator's status; reasons of absence keep their patterns.

    Parameters
    ----------
    rows
        Totals of the indicator, all years and countries.
    """
    by_country = statuses(rows).set_index("country")
    deciding = rows[rows["breakdown"] == ""].sort_values(["country", "year"])
    deciding = deciding.merge(
        by_country[["status", "year"]].reset_index(), on=["country", "year"], how="inner"
    ).drop_duplicates("country")
    has_value = deciding["status"].isin(VALUED)
    deciding = deciding.assign(
        category=deciding["status"].where(has_value, None),
        missing_reason=deciding["status"].where(~has_value, None),
        value=float("nan"),
        value_kind=None,
        low=float("nan"),
        high=float("nan"),
        preferred=True,
    )
    payload = map_payload(deciding, _as_category(indicator), region, t)
    payload["scale"]["light"], payload["scale"]["dark"] = list(COLOURS), list(DARK_COLOURS)
    return payload


def _as_category(indicator: Indicator) -> Indicator:
    answers = tuple(Category(code=code, name=NAMES[code]) for code in VALUED)
    changes = {"kind": "category", "unit": "", "categories": answers}
    return indicator.model_copy(update=changes)


SCORE = Indicator(
    id="disclosure",
    name=N_("Documents that the state published"),
    short=N_("Documents of the state"),
    theme="oversight",
    kind="index",
    unit="",
    decimals=0,
    definition="",
    comparability="",
    publisher="",
)


def score_map(
    scores: pd.Series, year: int, release: str, region: str, t: Translator
) -> dict[str, Any]:
    """Return the map of the score.

    Countries without a document of their own are shown as “no data”; territories, of which no
    score is asked, as “does not apply”.
    """
    known_scores = scores.dropna().round(1)
    rest = [c for c in codebook().countries if c not in scores.index]
    source = t("Calculated by the atlas from release {release}", release=release)
    values = [*known_scores.to_list(), *[float("nan")] * len(rest)]
    reasons = [*[None] * len(known_scores), *[MissingReason.NOT_APPLICABLE.value] * len(rest)]
    frame = pd.DataFrame(
        {"country": [*known_scores.index, *rest], "value": values, "low": values, "high": values}
    ).assign(
        missing_reason=pd.Series(reasons, dtype=object),
        indicator=SCORE.id,
        year=year,
        period=str(year),
        breakdown="",
        category=None,
        preferred=True,
        value_kind=ValueKind.STATED.value,
        method="derived",
        reliability="stated",
        original="",
        source=source,
        source_id="atlas",
        source_url=f"/disclosure?{urlencode({'view': 'table', 'release': release})}",
        licence="CC0-1.0",
        accessed="",
        published="",
    )
    return map_payload(frame, SCORE, region, t)
