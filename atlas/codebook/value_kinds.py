"""What kind of number a value is, from its ends: stated, middle of a range, or a bound.

The ends say it all, so nothing more is stored. Both ends equal the value where the source
states one number. One end alone is a bound: "up to 500" has no low, "more than 500" no high.
Two different ends are a range. A value that lies elsewhere than in the middle of its range, and
that nobody computed, is the source's own best estimate.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from atlas.codebook.model import Processing, ValueKind

SAME = 1e-9  # of the value: halves of decimal fractions are not exact


def value_kind(
    value: float | None, low: float | None, high: float | None, processing: str = Processing.NONE
) -> ValueKind | None:
    """Return the kind of one number as the store holds it, None where there is no number.

    Examples
    --------
    >>> value_kind(15, 12, 18), value_kind(500, None, 500), value_kind(3, 3, 3)
    (<ValueKind.MIDPOINT: 'midpoint'>, <ValueKind.BOUND: 'bound'>, <ValueKind.STATED: 'stated'>)
    """
    if value is None or math.isnan(value):
        return None
    lower, upper = (None if end is None or math.isnan(end) else end for end in (low, high))
    if (lower is None) != (upper is None):
        return ValueKind.BOUND
    if lower is None or upper is None or lower == upper:
        return ValueKind.STATED
    middle = math.isclose(value, lower / 2 + upper / 2, rel_tol=SAME)
    return ValueKind.MIDPOINT if middle or processing != Processing.NONE else ValueKind.STATED


def value_kinds(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the kind of each number of a frame of observations, None where there is none.

    Parameters
    ----------
    frame
        Columns ``value``, ``low``, ``high`` (float, NaN where absent) and ``processing``.
    """
    value, low, high = (frame[name].to_numpy(dtype=float) for name in ("value", "low", "high"))
    middle = np.isclose(value, low / 2 + high / 2, rtol=SAME, atol=0)
    is_computed = frame["processing"].to_numpy() != Processing.NONE.value
    kinds = np.full(len(frame), ValueKind.STATED.value, dtype=object)
    kinds[(low < high) & (middle | is_computed)] = ValueKind.MIDPOINT.value
    kinds[np.isnan(low) != np.isnan(high)] = ValueKind.BOUND.value
    kinds[np.isnan(value)] = None
    return pd.Series(kinds, index=frame.index, dtype=object)
