"""The verdict of the whole and of each phase: directions first, then turns and breaks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from atlas.analysis.trends.bends import Places
from atlas.analysis.trends.course_model import CommonChange, Direction, Kind, PhaseVerdict
from atlas.analysis.trends.direction import Ground, direction_name
from atlas.analysis.trends.model import Parameters, Verdict
from atlas.analysis.trends.turns import Change, Shape
from atlas.analysis.trends.verdict import common_threshold


def whole_verdict(verdict: Verdict, shape: Shape | None, ground: Ground) -> Verdict:
    """Return the verdict with its phases, and as a common turn or break where there is one.

    ``verdict`` is the one on directions over the window; ``shape`` that of the same regions.
    """
    if shape is None:
        return verdict
    changed = replace(verdict, phases=_phases(verdict, shape, ground))
    if shape.turn is not None:
        return _change(changed, "common-turn", shape.turn, ground)
    if shape.step is not None:
        return _change(changed, "common-break", shape.step, ground)
    return changed


def _change(verdict: Verdict, kind: Kind, change: Change, ground: Ground) -> Verdict:
    def having(*values: int) -> tuple[str, ...]:
        return tuple(n for n, s in zip(verdict.judged, change.signs, strict=True) if s in values)

    year, low, high = (ground.first + row for row in (change.row, change.low, change.high))
    before, after = direction_name(change.before), direction_name(change.after)
    return replace(
        verdict,
        kind=kind,
        direction=after,
        agreeing=having(change.after),
        against=having(-change.after),
        steady=having(0),
        p=None,
        nearest=None,
        deciding=(),
        unique=tuple(r for r in verdict.unique if r not in having(change.after)),
        changed=CommonChange(year, low, high, before, after),
    )


def _phases(verdict: Verdict, shape: Shape, ground: Ground) -> tuple[PhaseVerdict, ...]:
    if len(shape.signs) == 1:
        return ()
    spans = zip(shape.edges, shape.edges[1:], strict=False)
    return tuple(
        _phase(verdict.judged, signs, (ground.first + first, ground.first + last), ground.asked)
        for (first, last), signs in zip(spans, shape.signs, strict=True)
    )


def _phase(
    judged: tuple[str, ...], signs: Places, years: tuple[int, int], parameters: Parameters
) -> PhaseVerdict:
    kind, direction = phase_kind(signs, parameters)

    def having(value: int) -> tuple[str, ...]:
        return tuple(n for n, s in zip(judged, signs, strict=True) if s == value)

    moving = having(1) + having(-1)
    unique = moving if kind == "unique" else ()
    if kind == "common":
        unique = having(-1) if direction == "rising" else having(1)
    return PhaseVerdict(*years, kind, direction, having(1), having(-1), having(0), unique)


def phase_kind(signs: Places, parameters: Parameters) -> tuple[Kind, Direction]:
    """Return what a phase's signs are: common, unique (one alone moves), or none."""
    need = common_threshold(len(signs), parameters)
    up, down = int((signs > 0).sum()), int((signs < 0).sum())
    if max(up, down) >= need:
        return "common", direction_name(1 if up > down else -1)
    if up + down == 1:
        return "unique", direction_name(int(np.sign(up - down)))
    return "none", "none"
