"""Shares of states by region: who joined an instrument, who gives an answer.

All states of a region are counted, not a sample of them, so a majority is a fact. It is common
only where it holds whatever the states whose answer is unknown would answer: more than half of
all states of the region. A region is unique only where its share differs from that of each
other region beyond what the smallness of the numbers allows: Fisher's exact test (1922),
adjusted over all pairs by Holm (1979).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from scipy.stats import fisher_exact

from atlas.analysis.overview.model import (
    SEVERAL,
    Cell,
    OverviewVerdict,
    Sign,
    Subject,
    SubjectKind,
)

HALF = 0.5
MATTERS = 0.2  # a gap of shares under 20 percentage points is no finding
ALPHA = 0.05
FEWEST = 4  # states with an answer; fewer say nothing of a region


def share_subject(
    subject: str,
    kind: SubjectKind,
    theme: str,
    window: tuple[int, int] | None,
    answers: Mapping[str, str],
    states: Mapping[str, Sequence[str]],
    community: Sequence[str],
    answer: str | None = None,
) -> Subject:
    """Judge the shares of one subject.

    Parameters
    ----------
    answers
        Country -> its answer; countries whose answer is unknown are left out.
    states
        Region -> the states that could have one.
    community
        The regions that the verdict is about; the others are shown beside them.
    answer
        The answer that is counted (``party`` for instruments); None: the one that most regions,
        then most states, give.
    """
    by_region = {r: [answers[c] for c in own if c in answers] for r, own in states.items()}
    regions = [r for r in community if _is_complete(by_region.get(r, []), states.get(r, ()))]
    if len(regions) < SEVERAL:
        cells = tuple(_cell(r, by_region[r], states[r], answer) for r in states)
        return Subject(subject, kind, theme, window, "too-little-data", cells, shortage="few-known")
    code = answer if answer is not None else _leading({r: by_region[r] for r in regions})
    counts = {r: (by_region[r].count(code), len(by_region[r])) for r in regions}
    agreeing = tuple(r for r in regions if counts[r][0] > HALF * len(states[r]))
    outlier, gap, p = unique_region(counts)
    verdict: OverviewVerdict = (
        "common" if len(agreeing) >= SEVERAL else "unique" if outlier else "none"
    )
    return Subject(
        subject,
        kind,
        theme,
        window,
        verdict,
        tuple(_cell(r, by_region[r], states[r], code) for r in states),
        answer=code,
        agreeing=agreeing if verdict == "common" else (),
        outlier=outlier if verdict == "unique" else "",
        strength=_weakest(counts, agreeing) if verdict == "common" else gap,
        p=p if verdict == "unique" else None,
    )


def _is_complete(answers: Sequence[str], states: Sequence[str]) -> bool:
    return len(answers) >= max(FEWEST, HALF * len(states))


def _leading(by_region: Mapping[str, Sequence[str]]) -> str:
    """Return the answer with a majority in most regions; of several, of most states."""
    regions: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for answers in by_region.values():
        counts = Counter(answers)
        every.update(counts)
        regions.update(a for a, n in counts.items() if n > HALF * len(answers))
    return max(sorted(every), key=lambda a: (regions[a], every[a]))


def _weakest(counts: Mapping[str, tuple[int, int]], agreeing: Iterable[str]) -> float:
    """Return the share in the region that agrees least: what holds in all of them."""
    return min(counts[r][0] / counts[r][1] for r in agreeing)


def _cell(region: str, answers: Sequence[str], states: Sequence[str], code: str | None) -> Cell:
    if not answers or code is None:
        return Cell(region, "few", 0, len(answers), len(states))
    count = list(answers).count(code)
    sign: Sign = "share" if _is_complete(answers, states) else "few"
    value = 100 * count / len(answers)
    return Cell(region, sign, count, len(answers), len(states), value if sign == "share" else None)


def unique_region(counts: Mapping[str, tuple[int, int]]) -> tuple[str, float, float | None]:
    """Return the one region whose share differs from each other's, its gap and its p.

    Parameters
    ----------
    counts
        Region -> (states that answer so, states with an answer).

    Returns
    -------
    tuple
        Region (empty where none or several differ), distance of its share to the nearest other
        (0 to 1), the largest adjusted p of its comparisons.

    Examples
    --------
    >>> unique_region({"a": (20, 21), "b": (5, 50), "c": (4, 30), "d": (2, 24)})[0]
    'a'
    >>> unique_region({"a": (3, 4), "b": (2, 4), "c": (1, 4), "d": (2, 4)})
    ('', 0.0, None)
    """
    pairs = list(combinations(counts, 2))
    adjusted = dict(
        zip(pairs, holm([_fisher(counts[a], counts[b]) for a, b in pairs]), strict=True)
    )
    shares = {r: count / known for r, (count, known) in counts.items()}
    candidates = []
    for region in counts:
        others = [r for r in counts if r != region]
        gaps = [shares[region] - shares[r] for r in others]
        p = max(q for pair, q in adjusted.items() if region in pair)
        one_sided = min(gaps) > 0 or max(gaps) < 0
        if one_sided and min(map(abs, gaps)) >= MATTERS and p < ALPHA:
            candidates.append((region, min(map(abs, gaps)), p))
    return candidates[0] if len(candidates) == 1 else ("", 0.0, None)


def _fisher(one: tuple[int, int], other: tuple[int, int]) -> float:
    (a, n), (b, m) = one, other
    return float(fisher_exact([[a, n - a], [b, m - b]]).pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values adjusted for their number (Holm 1979).

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = largest
    return adjusted
