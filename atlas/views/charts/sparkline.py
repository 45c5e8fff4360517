"""Sparklines: a series as a word-sized line (Tufte 2006), gaps left open."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

WIDTH, HEIGHT = 96.0, 24.0
MARK = "#b8573a"


def sparkline(series: pd.Series, ranges: Mapping[int, tuple[float, float]] | None = None) -> str:
    """Return a series indexed by year as a small SVG; empty when fewer than two points.

    Missing years break the line; the last value carries a dot. ``ranges`` (year to least and
    greatest of all sources) are drawn as bars behind. The colour reads on light and dark pages:
    as an image it does not take the page's own.
    """
    points = series.dropna()
    if len(points) < 2:
        return ""
    wide = {year: ends for year, ends in (ranges or {}).items() if ends[0] < ends[1]}
    ends = [end for pair in wide.values() for end in pair]
    low, high = min([*points, *ends]), max([*points, *ends])
    # Halves, because the distance of two finite numbers may be none.
    reach = high / 2 - low / 2
    first, last = int(series.index.min()), int(series.index.max())

    def place(year: int, value: float) -> str:
        x = WIDTH * (year - first) / max(1, last - first)
        share = (value / 2 - low / 2) / reach if reach > 0 else 0.5
        y = HEIGHT - 2 - (HEIGHT - 4) * share
        return f"{x:.1f} {y:.1f}"

    path, pen_up = [], True
    for year in range(first, last + 1):
        value = float(series.get(year, math.nan))
        if math.isnan(value):
            pen_up = True
            continue
        path.append(("M" if pen_up else "L") + place(year, value))
        pen_up = False
    bars = "".join(
        f"M{place(year, a)}L{place(year, b)}" for year, (a, b) in wide.items() if year in points
    )
    if bars:
        bars = f'<path d="{bars}" stroke="{MARK}" stroke-width="3" opacity="0.4"/>'
    x, y = place(int(points.index[-1]), float(points.iloc[-1])).split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'{bars}<path d="{"".join(path)}" fill="none" stroke="{MARK}" stroke-width="1.6"/>'
        f'<circle cx="{x}" cy="{y}" r="2.2" fill="{MARK}"/></svg>'
    )
