"""Who speaks, in words: the origins of sources and their shares of a country or a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from atlas.analysis import latest
from atlas.codebook.origins import ORIGINS, OWN, UNKNOWN
from atlas.i18n import Translator, plain
from atlas.intake.sheets.words import ORIGIN_NAMES


@dataclass(frozen=True)
class OriginShares:
    """How many figures each origin states: a sentence, and every origin with its number."""

    sentence: str
    rows: tuple[tuple[str, str, float], ...]  # name, number, share from 0 to 1


def origin_name(code: str, t: Translator) -> str:
    """Return who speaks; what was not stated says so and never looks like an answer."""
    return t(ORIGIN_NAMES[code]) if code in ORIGIN_NAMES else t("Origin not stated")


def count_origins(rows: pd.DataFrame) -> Counter[str]:
    """Count a country's newest totals that have a value by who states them; gaps are none."""
    newest = latest(rows)
    return Counter(newest.loc[newest["missing_reason"].isna(), "source_origin"].astype(str))


def origin_shares(counts: Mapping[str, int], t: Translator) -> OriginShares | None:
    """Return the shares of all origins in their order; None where there is no figure."""
    total = sum(counts.values())
    if not total:
        return None
    own = counts.get(OWN, 0)
    sentence = t(
        "Figures from the state itself: {n} of {of}.",
        of=plain(total, t.lang),
        n=plain(own, t.lang),
    )
    rows = tuple(
        (origin_name(code, t), plain(counts[code], t.lang), counts[code] / total)
        for code in (*ORIGINS, UNKNOWN)
        if counts.get(code, 0)
    )
    return OriginShares(sentence, rows)
