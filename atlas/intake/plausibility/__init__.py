"""Figures that may be wrong although each cell can be read: jumps, units, sums, other sources.

Rules that look at a batch as a whole and at the release in force; pure functions of drafts and
frames. ``check`` finds what cannot be stored, this package what needs an explanation.
"""

from atlas.intake.plausibility.against import check_against

__all__ = ["check_against"]
