"""Common and unique trends: robust, explained, contestable.

``trends`` computes all trends of one indicator from a frame of observations. Methods and what
was measured of them: docs/trends.md.
"""

from atlas.analysis.trends.aligned import aligned
from atlas.analysis.trends.breaks import candidates
from atlas.analysis.trends.compute import trends
from atlas.analysis.trends.matrix import NoTrend
from atlas.analysis.trends.model import METHOD, Parameters, Trends

__all__ = [
    "METHOD",
    "NoTrend",
    "Parameters",
    "Trends",
    "aligned",
    "candidates",
    "trends",
]
