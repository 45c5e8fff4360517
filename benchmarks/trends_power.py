"""How often the verdict on planted worlds is right, by cell: writes ``docs/trends-power.md``.

    python -m benchmarks.trends_power FIRST_SEED WORLDS [PROCESSES]

Worlds are those of ``tests/analysis/trends/turning.py``: each of its kinds in turn.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from atlas.analysis.trends import compute, trends
from atlas.codebook import codebook
from tests.analysis.trends.turning import KINDS, judged_right, turning

OUT = Path(__file__).parents[1] / "docs" / "trends-power.md"
COMMON = ("common", "common-turn", "common-break")
LONG = 30  # years from which the date of a turn is judged


@dataclass(frozen=True)
class Outcome:
    """What was planted in a world, and what was said of it."""

    kind: str
    years: int
    phi: float
    rounding: str
    shared: bool
    said: str
    right: bool
    off: int | None


def outcome(seed: int) -> Outcome:
    """Judge the world of a seed."""
    warnings.simplefilter("ignore")
    _judge_only()
    world = turning(seed, KINDS[seed % len(KINDS)])
    verdict = trends(world.frame, codebook().indicators["milex_gdp"]).verdict
    off = abs(verdict.changed.year - world.at) if verdict.changed else None
    right = judged_right(world, verdict)
    cell = (world.kind, world.years, world.phi, world.rounding, world.shared)
    return Outcome(*cell, verdict.kind, right, off)


def _judge_only() -> None:
    """Leave out what is no part of the verdict: it takes most of the time."""
    parts: dict[str, object] = dict.fromkeys(("convergences", "breaks_of", "unusual"), _nothing)
    parts |= dict.fromkeys(("windows_of", "weighted_world"), lambda *_: None)
    parts["courses_of"] = lambda values, *_: [None] * values.shape[1]
    for name, stub in parts.items():
        setattr(compute, name, stub)


def _nothing(*_: object) -> tuple[()]:
    return ()


def main(first: int, worlds: int, processes: int = 1) -> None:
    """Judge the worlds and write the tables."""
    with ProcessPoolExecutor(processes) as pool:
        outcomes = list(pool.map(outcome, range(first, first + worlds), chunksize=20))
    OUT.write_text(report(first, outcomes), encoding="utf-8")


def report(first: int, outcomes: list[Outcome]) -> str:
    """Return the page."""
    right = sum(o.right for o in outcomes)
    last = first + len(outcomes) - 1
    lines = [
        "# Trends: how often the verdict is right",
        "",
        f"`python -m benchmarks.trends_power {first} {len(outcomes)}` judged worlds "
        f"{first}–{last} of `tests/analysis/trends/turning.py`: five regions "
        "of 6 to 20 countries, 18 to 60 years, a planted change of three times a country's noise "
        "(a rise; a rise and fall; one step; in all regions, in one, in none), first-order noise "
        "of 0, 0.3 or 0.6, in a third of the worlds half shared by all, missing values and gaps, "
        "values rounded to 0.1 or to integers, 4 % of countries constant, 3 % with a step of "
        "their own of four times the noise.",
        "",
        f"Right: {right} of {len(outcomes)} ({100 * right / len(outcomes):.1f} %).",
        "",
        *_false_lines(outcomes),
        "",
        _date_line(outcomes),
        "",
        "Right, in percent (worlds):",
        "",
    ]
    years = defaultdict(list)
    for o in outcomes:
        years[o.kind].append(o)
    columns = ("under 30 years", "30 and more", "φ 0", "φ 0.3", "φ 0.6", "exact", "to 0.1", "to 1")
    lines += [f"| planted | all | {' | '.join((*columns, 'shared noise'))} |"]
    lines += ["|" + "---|" * (len(columns) + 3)]
    for kind in KINDS:
        own = years[kind]
        parts = [
            own,
            [o for o in own if o.years < LONG],
            [o for o in own if o.years >= LONG],
            *([o for o in own if o.phi == phi] for phi in (0, 0.3, 0.6)),
            *([o for o in own if o.rounding == how] for how in ("none", "0.1", "1")),
            [o for o in own if o.shared],
        ]
        lines.append(f"| {kind} | " + " | ".join(map(_share, parts)) + " |")
    said = Counter((o.kind, o.said) for o in outcomes if not o.right)
    lines += [
        "",
        "What was said where it was wrong:",
        "",
        "| planted | said | worlds |",
        "|---|---|---|",
    ]
    lines += [f"| {kind} | {what} | {n} |" for (kind, what), n in sorted(said.items())]
    return "\n".join(lines) + "\n"


def _share(part: list[Outcome]) -> str:
    return f"{100 * sum(o.right for o in part) / len(part):.0f} ({len(part)})" if part else "–"


def _false_lines(outcomes: list[Outcome]) -> list[str]:
    lines = []
    for kind in COMMON:
        others = [o for o in outcomes if o.kind != kind]
        false = sum(o.said == kind for o in others)
        share = 100 * false / len(others)
        lines.append(f"- false “{kind}”: {false} of {len(others)} ({share:.1f} %)")
    return lines


def _date_line(outcomes: list[Outcome]) -> str:
    dates = [o.off for o in outcomes if o.off is not None and o.right and o.years >= LONG]
    near = sum(off <= 2 for off in dates)
    share = 100 * near / max(len(dates), 1)
    return (
        f"The year of a common turn or break in series of 30 years or more is within two years in "
        f"{near} of {len(dates)} ({share:.0f} %)."
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
