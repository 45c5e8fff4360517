"""Which of several sources of one figure is preferred: a rule that the atlas shows.

1. the source with the better rank (``preference``, lower first: official statistics of the
   field before general references); 2. the newer vintage; 3. a value that is reported
   before one that is estimated, coded or derived; 4. where all of this is equal, who speaks:
   the state itself, a regional body, the United Nations, a university or NGO, another state,
   and last a source whose origin is not stated (``atlas.codebook.origins``); 5. the source's
   id, so that the choice never depends on chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from atlas.codebook.origins import ORIGINS

KEY = ("country", "indicator", "period", "breakdown")
METHODS = ("reported", "estimated", "coded", "derived", "machine-read")
LAST = 9


def preferred_among(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield each row and whether it is the preferred one of its figure.

    Rows have ``KEY``, ``record_id``, ``source_id``, ``preference``, ``vintage``, ``method`` and
    ``origin``.
    """

    def key(row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(row[name] for name in KEY)

    for _, group in groupby(sorted(rows, key=key), key=key):
        ranking = sorted(group, key=lambda r: (r["source_id"], r["record_id"]))
        ranking.sort(key=lambda r: _place(ORIGINS, r["origin"]))
        ranking.sort(key=lambda r: _place(METHODS, r["method"]))
        ranking.sort(key=lambda r: str(r["vintage"]), reverse=True)
        ranking.sort(key=lambda r: int(r["preference"]))
        yield from ((row, position == 0) for position, row in enumerate(ranking))


def _place(order: tuple[str, ...], code: str) -> int:
    return order.index(code) if code in order else LAST
