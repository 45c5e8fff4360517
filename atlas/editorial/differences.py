"""What changed between two releases."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine

from atlas.store import frames

KEY = ["country", "indicator", "period", "breakdown", "source_id"]
SHOWN = ["value", "low", "high", "category", "missing_reason", "original"]


def diff(engine: Engine, old: str, new: str) -> pd.DataFrame:
    """Return the observations that differ between two releases.

    Columns: change (added, removed, changed), the key columns, and old_ and new_ of value,
    low, high, category, missing_reason and original.

    Raises
    ------
    UnknownRelease
    """
    before = frames.observations(engine, release=old)
    after = frames.observations(engine, release=new)
    both = before[[*KEY, "id", *SHOWN]].merge(
        after[[*KEY, "id", *SHOWN]], on=KEY, how="outer", suffixes=("_old", "_new"), indicator=True
    )
    names = {"left_only": "removed", "right_only": "added", "both": "changed"}
    both["change"] = both["_merge"].astype(str).map(names)
    both = both[both["id_old"] != both["id_new"]]
    renamed = {f"{c}_{side}": f"{side}_{c}" for c in SHOWN for side in ("old", "new")}
    columns = ["change", *KEY, *renamed.values()]
    return both.rename(columns=renamed)[columns].reset_index(drop=True)
