"""Small invented frames with the store's columns."""

from __future__ import annotations

import pandas as pd

from atlas.codebook.value_kinds import value_kinds
from atlas.store.columns import OBSERVATION

DEFAULTS: dict[str, object] = {
    "breakdown": "",
    "category": None,
    "missing_reason": None,
    "unit": "% of GDP",
    "source": "Institute, Yearbook (2026)",
    "source_id": "yearbook-2026",
    "source_url": "",
    "source_origin": "",
    "licence": "CC0-1.0",
    "published": "2026-01-31",
    "accessed": "2026-02-01",
    "redistributable": True,
    "method": "reported",
    "processing": "none",
    "reliability": "stated",
    "original": "2 %",
    "locator": "page 1",
    "note": "",
    "preferred": True,
    "release": "2026.1",
}


def row(
    country: str, year: int, value: float | None = None, **changes: object
) -> dict[str, object]:
    """Return one observation; without a value it is ``no-data`` unless changed."""
    nothing = value is None and "category" not in changes
    values = {
        **DEFAULTS,
        "country": country,
        "indicator": "milex_gdp",
        "year": year,
        "period": str(year),
        "value": value,
        "low": value,
        "high": value,
        "missing_reason": "no-data" if nothing else None,
    } | changes
    return values | {"id": f"{country}-{values['indicator']}-{year}-{values['breakdown']}"}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a frame of observations."""
    made = pd.DataFrame(list(rows), columns=list(OBSERVATION))
    made[["value", "low", "high"]] = made[["value", "low", "high"]].astype(float)
    made[["category", "missing_reason"]] = made[["category", "missing_reason"]].astype(object)
    made["processing"] = made["processing"].fillna("none")
    made["value_kind"] = value_kinds(made)
    return made.where(made.notna(), None).astype(
        {"value": float, "low": float, "high": float, "year": int, "preferred": bool}
    )
