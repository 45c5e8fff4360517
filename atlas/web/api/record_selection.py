"""What a question for records selects in a release: its size, its frames, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from atlas.codebook import codebook
from atlas.store import reading
from atlas.store.kinds import INSTITUTION, RELATION
from atlas.web.api.record_parameters import RecordQuery
from atlas.web.api.selection import Edition, Size, redistributable


@dataclass(frozen=True)
class RecordSelection:
    """A question put to a release of a database."""

    database: Engine
    found: Edition
    query: RecordQuery

    def size(self) -> Size:
        """Count what is selected without reading it."""
        return Size(*reading.count_records(self.database, self.query.route.kind, **self._filters()))

    def whole(self) -> pd.DataFrame:
        """Read all that is selected, withheld records included."""
        return reading.read_records(self.database, self.query.route.kind, **self._filters())

    def pieces(self) -> Iterator[pd.DataFrame]:
        """Yield what may be passed on by country, in the order of all at once."""
        for iso3 in self.query.countries or sorted(codebook().countries):
            conditions = self._filters() | {"countries": (iso3,)}
            yield redistributable(
                reading.read_records(self.database, self.query.route.kind, **conditions)
            )

    def relations(self, institutions: pd.DataFrame | None = None) -> pd.DataFrame | None:
        """Read what stands beside institutions: the relations that touch one of these.

        None for all other kinds; None of ``institutions`` keeps all relations.
        """
        if self.query.route.kind is not INSTITUTION:
            return None
        frame = reading.read_records(
            self.database,
            RELATION,
            countries=self.query.countries,
            release=self.found.label,
            origins=self.query.origins,
        )
        if institutions is None:
            return frame
        ends = set(zip(institutions["country"], institutions["code"], strict=True))
        mask = [
            (country, first) in ends or (country, second) in ends
            for country, first, second in zip(
                frame["country"], frame["subject"], frame["object"], strict=True
            )
        ]
        return frame[pd.Series(mask, index=frame.index, dtype=bool)]

    def _filters(self) -> dict[str, Any]:
        return {
            "countries": self.query.countries,
            "where": dict(self.query.where),
            "between": self.query.between,
            "release": self.found.label,
            "origins": self.query.origins,
        }
