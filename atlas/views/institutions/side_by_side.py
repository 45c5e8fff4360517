"""Two countries' institutions side by side: which kinds, and under whom they stand.

Institutions are matched by kind. What is not recorded is never called absent: sentences say
what is recorded for one country only, and where two records differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.i18n import Translator, country_name
from atlas.views.institutions.structure import BELOW, FROM_BELOW, Edge, Node, OrganisationChart

ONLY, DIFFERS = "only", "differs"
REST = ("ministry", "branch", "paramilitary")  # kinds that hold what is unlike
UNDER = ("part-of", "commands", "reports-to")  # what says where a body stands


@dataclass(frozen=True)
class InstitutionSide:
    """The institutions of one kind in one country, and under whom they stand."""

    nodes: tuple[Node, ...]
    under: tuple[str, ...]
    upper: frozenset[tuple[str, str]]  # relation, kind of the institution above


@dataclass(frozen=True)
class KindPair:
    """One kind in two countries; ``mark`` is "", ``only`` or ``differs``."""

    kind: str
    name: str
    left: InstitutionSide
    right: InstitutionSide
    mark: str


@dataclass(frozen=True)
class ChartComparison:
    """All kinds of two countries, and what differs in sentences."""

    names: tuple[str, str]
    pairs: tuple[KindPair, ...]
    sentences: tuple[str, ...]
    marks: tuple[dict[str, str], dict[str, str]]


def compare_charts(
    left: OrganisationChart, right: OrganisationChart, t: Translator
) -> ChartComparison:
    """Compare two charts kind by kind."""
    names = (country_name(left.country, t.lang), country_name(right.country, t.lang))
    kinds = codebook().vocabulary.institutions
    present = {n.kind for chart in (left, right) for n in chart.nodes.values()}
    pairs = tuple(
        _pair(kind, t(term.name), _side(left, kind, t), _side(right, kind, t))
        for kind, term in kinds.items()
        if kind in present
    )
    marks = (
        {n.code: p.mark for p in pairs if p.mark for n in p.left.nodes},
        {n.code: p.mark for p in pairs if p.mark for n in p.right.nodes},
    )
    return ChartComparison(names, pairs, tuple(_sentences(names, pairs, t)), marks)


def _side(chart: OrganisationChart, kind: str, t: Translator) -> InstitutionSide:
    nodes = tuple(n for n in chart.nodes.values() if n.kind == kind)
    edges = [e for n in nodes for e in chart.edges if _stands(e, n.code)]
    edges.sort(key=lambda e: list(BELOW).index(e.relation))
    phrases = dict.fromkeys(
        t(FROM_BELOW[e.relation], institution=chart.nodes[e.upper].name) for e in edges
    )
    upper = frozenset((e.relation, chart.nodes[e.upper].kind) for e in edges)
    return InstitutionSide(nodes, tuple(phrases), upper)


def _stands(edge: Edge, code: str) -> bool:
    return edge.relation in UNDER and edge.lower == code


def _pair(kind: str, name: str, left: InstitutionSide, right: InstitutionSide) -> KindPair:
    mark = ""
    if kind in REST:
        return KindPair(kind, name, left, right, mark)
    if not (left.nodes and right.nodes):
        mark = ONLY
    elif left.upper and right.upper and left.upper != right.upper:
        mark = DIFFERS
    return KindPair(kind, name, left, right, mark)


def _sentences(names: tuple[str, str], pairs: tuple[KindPair, ...], t: Translator) -> list[str]:
    lines = []
    for here, there, side in ((*names, 0), (*names[::-1], 1)):
        only = [p.name for p in pairs if p.mark == ONLY and (p.left, p.right)[side].nodes]
        if only:
            lines.append(
                t(
                    "Recorded for {here} and not for {there}: {kinds}.",
                    here=here,
                    there=there,
                    kinds=", ".join(only),
                )
            )
    lines += [
        t(
            "{kind}: {left_says} in {left}; {right_says} in {right}.",
            kind=p.name,
            left=names[0],
            right=names[1],
            left_says=", ".join(p.left.under),
            right_says=", ".join(p.right.under),
        )
        for p in pairs
        if p.mark == DIFFERS
    ]
    if not lines:
        lines.append(t("No difference is recorded between the two."))
    return lines
