"""How far two blind readings of legal texts agree, question by question.

Gwet's AC1 (K. L. Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008)
does not fall when nearly all texts have the same answer, as Cohen's kappa does; Krippendorff's
alpha for nominal data (K. Krippendorff, Content Analysis, 2004) is the field's usual measure.
Intervals resample the texts (percentile bootstrap, B. Efron, 1979). "No rule in the text" counts
as an answer. Readers of one kind share errors: agreement is not truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS, SEED, LEVEL = 1000, 20261201, 0.95
Pair = tuple[str, str]  # the first and the second reading's answer


@dataclass(frozen=True)
class ReadingAgreement:
    """One question: how many texts were read twice, in how many the readings agree, measures.

    ``low`` and ``high`` bound AC1; NaN where there is nothing to measure.
    """

    question: str
    texts: int
    same: int
    ac1: float
    low: float
    high: float
    alpha: float


def gwet_ac1(pairs: Sequence[Pair], categories: int) -> float:
    """Return Gwet's first-order agreement coefficient; NaN without pairs.

    Parameters
    ----------
    categories
        How many answers the scale has, used or not.

    Examples
    --------
    Gwet's own table of 125 units: 118 both "1", 5 and 2 differing, none both "2".

    >>> pairs = [("1", "1")] * 118 + [("1", "2")] * 5 + [("2", "1")] * 2
    >>> round(gwet_ac1(pairs, 2), 4)
    0.9408
    """
    if not pairs or categories < 2:
        return float("nan")
    observed = np.mean([a == b for a, b in pairs])
    shares = [n / (2 * len(pairs)) for n in Counter(c for pair in pairs for c in pair).values()]
    chance = sum(share * (1 - share) for share in shares) / (categories - 1)
    return float((observed - chance) / (1 - chance))


def nominal_alpha(pairs: Sequence[Pair]) -> float:
    """Return Krippendorff's alpha for two readers and nominal answers; NaN without variation.

    Examples
    --------
    Krippendorff's binary example of ten units, four of them differing: 0.095.

    >>> pairs = [*zip("0100000000", "1110010010")]
    >>> round(nominal_alpha(pairs), 3)
    0.095
    """
    counts = Counter(code for pair in pairs for code in pair)
    n = 2 * len(pairs)
    expected = n * n - sum(c * c for c in counts.values())
    if not expected:
        return float("nan")
    differing = 2 * sum(a != b for a, b in pairs)
    return 1 - (n - 1) * differing / expected


def question_agreement(question: str, pairs: Sequence[Pair], categories: int) -> ReadingAgreement:
    """Return how far two readings of one question agree, with an interval over texts."""
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(pairs), (DRAWS, len(pairs))) if pairs else np.empty((0, 0), int)
    values = [gwet_ac1([pairs[i] for i in draw], categories) for draw in draws]
    tails = (1 - LEVEL) / 2
    low, high = np.quantile(values, [tails, 1 - tails]) if values else (np.nan, np.nan)
    same = sum(a == b for a, b in pairs)
    ac1, alpha = gwet_ac1(pairs, categories), nominal_alpha(pairs)
    return ReadingAgreement(question, len(pairs), same, ac1, float(low), float(high), alpha)


def reading_agreement(
    pairs: Mapping[str, Sequence[Pair]], categories: Mapping[str, int]
) -> list[ReadingAgreement]:
    """Return the agreement of each question, the least agreed first."""
    rows = [question_agreement(q, own, categories[q]) for q, own in pairs.items()]
    return sorted(rows, key=lambda row: (row.ac1, row.question))
