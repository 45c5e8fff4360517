"""Trends computed once for the records of a release, and kept in its database.

The arithmetic stands in ``atlas.analysis.trends``, which knows no database.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import Engine

from atlas.analysis.trends.compute import USUAL, trends
from atlas.analysis.trends.matrix import require_trend
from atlas.analysis.trends.model import METHOD, Parameters, Trends
from atlas.analysis.trends.weighted import Weights, weight_indicator, weights_from
from atlas.codebook import codebook
from atlas.store import computed, frames, releases
from atlas.store.releases import ReleaseState

KIND = "trends"


@lru_cache(maxsize=1)
def adapter() -> TypeAdapter[Trends]:
    """Return what reads and writes results as JSON."""
    return TypeAdapter(Trends)


def cached_trends(
    engine: Engine,
    release: str | None,
    indicator: str,
    parameters: Parameters = USUAL,
    origins: Collection[str] = (),
) -> Trends:
    """Return an indicator's trends in a release (None: the newest), computed at most once.

    ``origins`` keeps what sources of some origins say (``atlas.codebook.origins``).

    Raises
    ------
    UnknownIndicator, UnknownRelease, NoTrend
    """
    entry = codebook().indicator(indicator)
    require_trend(entry)
    frame = frames.observations(
        engine, indicators=[entry.id], release=release, totals_only=True, origins=origins
    )
    # Preference and region decide too, and neither is part of a record's id.
    pairs = zip(frame["id"], frame["preferred"], strict=True)
    record_marks = [f"{record}{'+' if best else '-'}" for record, best in pairs]
    homes = sorted({(c, codebook().countries[c].region) for c in frame["country"].unique()})
    weights = _weights(engine, releases.state(engine, release), weight_indicator(entry))
    key = computed.inputs_digest(
        record_marks,
        METHOD,
        entry.kind,
        entry.unit,
        repr(asdict(parameters)),
        repr(homes),
        repr(weights and (weights.year, sorted(weights.of.items()))),
    )
    return computed.stored_result(
        engine, KIND, entry.id, key, adapter(), lambda: trends(frame, entry, parameters, weights)
    )


@lru_cache(maxsize=8)
def _weights(
    engine: Engine, release: ReleaseState, name: Literal["gdp", "population"] | None
) -> Weights | None:
    """Return the GDP or population that weights a release's world: all its years are read once."""
    if name is None:
        return None
    rows = frames.observations(engine, indicators=[name], release=release.label, totals_only=True)
    return weights_from(rows, name)
