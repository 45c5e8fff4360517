"""Chains of command that come back to where they began, which no constitution means."""

from __future__ import annotations

from collections import defaultdict

from atlas.i18n import N_
from atlas.intake.draft import Batch, DraftRelation, Problem, Severity

COMMANDS = "commands"
CIRCLE = N_("{country}: the chain of command is a circle: {chain}.")
REMEDY = N_("Check who commands whom, and since when and until when.")
ALWAYS = ("", "9999")
Span = tuple[str, str]


def command_cycles(batch: Batch) -> list[Problem]:
    """Return a warning for each circle whose commands hold at one time, at its last relation."""
    below: dict[tuple[str, str], list[DraftRelation]] = defaultdict(list)
    relations = [
        r for r in batch.records if isinstance(r, DraftRelation) and r.relation == COMMANDS
    ]
    for relation in relations:
        below[relation.country, relation.subject].append(relation)
    circles = {frozenset(c): c for r in relations if (c := _circle(r, below))}
    return [_problem(batch, circle) for circle in circles.values()]


def _circle(
    first: DraftRelation, below: dict[tuple[str, str], list[DraftRelation]]
) -> list[DraftRelation]:
    """Return a way from a relation's object back to its subject at one time, if there is one."""
    if first.subject == first.object:
        return []  # an error already
    objects = {first.object}
    ways = [([first], _span(first, ALWAYS))]
    while ways:
        chain, span = ways.pop()
        if chain[-1].object == first.subject:
            return chain
        for relation in below[first.country, chain[-1].object]:
            overlap = _span(relation, span)
            if relation.object not in objects and overlap[0] <= overlap[1]:
                objects.add(relation.object)
                ways.append(([*chain, relation], overlap))
    return []


def _span(relation: DraftRelation, within: Span) -> Span:
    """Return the time in which a relation holds too; a year reaches to its end."""
    return max(relation.since, within[0]), min((relation.until or "9998") + "~", within[1])


def _problem(batch: Batch, circle: list[DraftRelation]) -> Problem:
    at = max(range(len(circle)), key=lambda n: _row(batch, circle[n]))
    circle = [*circle[at + 1 :], *circle[: at + 1]]
    chain = " → ".join([circle[0].subject, *(relation.object for relation in circle)])
    params: dict[str, object] = {"country": circle[0].country, "chain": chain, "template": CIRCLE}
    problem = Problem(
        Severity.WARNING,
        "command-cycle",
        CIRCLE.format(**params),
        REMEDY,
        column="object",
        value=circle[-1].object,
        params=params,
    )
    origin = batch.origins.get(circle[-1])
    return origin.locate(problem, "object") if origin else problem


def _row(batch: Batch, relation: DraftRelation) -> int:
    origin = batch.origins.get(relation)
    return origin.row if origin else 0
