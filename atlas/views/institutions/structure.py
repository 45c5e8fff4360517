"""A country's institutions and how they stand to each other, as data for a chart and a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from atlas.codebook import codebook
from atlas.i18n import N_, Translator
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.timeline.events import moment

# What stands above what, strongest first; True where the relation's subject stands below.
BELOW: dict[str, bool] = {
    "part-of": True,
    "commands": False,
    "reports-to": True,
    "appoints": False,
}
# How the lower of the two says it; it stands before the name of the upper one.
FROM_BELOW = {
    "part-of": N_("belongs to {institution}"),
    "commands": N_("commanded by {institution}"),
    "reports-to": N_("reports to {institution}"),
    "appoints": N_("appointed by {institution}"),
}


@dataclass(frozen=True)
class Proof:
    """One record behind a box or a line: the sentence that says so, and its source."""

    said: str
    evidence: SourceEvidence
    legal_basis: str = ""


@dataclass(frozen=True)
class Node:
    """One institution in the reader's language; ``kind`` is a code of the codebook."""

    code: str
    kind: str
    kind_name: str
    name: str
    own_name: str
    force: str
    period: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Edge:
    """One relation: codes of its ends, and a sentence of ``names`` around the verb ``name``."""

    subject: str
    relation: str
    object: str
    name: str
    names: tuple[str, str]
    period: str
    proofs: tuple[Proof, ...]

    @property
    def upper(self) -> str:
        """The code of the institution that stands above."""
        return self.object if BELOW.get(self.relation) else self.subject

    @property
    def lower(self) -> str:
        """The code of the institution that stands below."""
        return self.subject if BELOW.get(self.relation) else self.object


@dataclass(frozen=True)
class Branch:
    """An institution in the indented list with those that stand under it.

    ``link`` says how it stands under the one above ("" for a root and for a mere part);
    ``edges`` are all relations in which it takes part.
    """

    node: Node
    edge: Edge | None
    link: str
    edges: tuple[Edge, ...]
    children: tuple[Branch, ...]

    def walk(self) -> Iterator[Branch]:
        """Yield this branch and all below it, in the order of the list."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class OrganisationChart:
    """All institutions and relations of one country, and the list's forest."""

    country: str
    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    forest: tuple[Branch, ...]

    def __bool__(self) -> bool:
        return bool(self.nodes)


def organisation(
    country: str, institutions: pd.DataFrame, relations: pd.DataFrame, t: Translator
) -> OrganisationChart:
    """Return a country's chart from frames of ``atlas.store.reading.read_records``.

    What two sources say alike is one institution or relation with two proofs. A relation
    whose end is no institution of the country is left out.
    """
    nodes = {n.code: n for n in _nodes(institutions[institutions["country"] == country], t)}
    edges = tuple(_edges(relations[relations["country"] == country], nodes, t))
    parents = uppers(nodes, edges)
    return OrganisationChart(country, nodes, edges, tuple(_forest(nodes, edges, parents, t)))


def _nodes(rows: pd.DataFrame, t: Translator) -> list[Node]:
    kinds = codebook().vocabulary.institutions
    order = {code: place for place, code in enumerate(kinds)}
    nodes = []
    for code, group in rows.groupby("code", sort=False):
        row = group.iloc[0]
        own = next((str(n) for n in group["own_name"] if n), "")
        proofs = tuple(_proof(r, t) for _, r in group.iterrows())
        kind = str(row["institution"])
        nodes.append(
            Node(
                code=str(code),
                kind=kind,
                kind_name=t(kinds[kind].name),
                name=str(row["name"]),
                own_name=own if own != row["name"] else "",
                force=str(row["force"] or ""),
                period=validity_period(row, t),
                proofs=proofs,
            )
        )
    return sorted(nodes, key=lambda n: (order[n.kind], n.name))


def _edges(rows: pd.DataFrame, nodes: dict[str, Node], t: Translator) -> Iterator[Edge]:
    relations = codebook().vocabulary.relations
    for key, group in rows.groupby(["subject", "relation", "object"], sort=False):
        subject, relation, other = map(str, key)
        if subject not in nodes or other not in nodes:
            continue
        yield Edge(
            subject=subject,
            relation=relation,
            object=other,
            name=t(relations[relation].name),
            names=(nodes[subject].name, nodes[other].name),
            period=validity_period(group.iloc[0], t),
            proofs=tuple(_proof(r, t) for _, r in group.iterrows()),
        )


def _proof(row: pd.Series, t: Translator) -> Proof:
    evidence = evidence_of(row, t)
    wording = str(row["evidence"] or "")
    basis = str(row["legal_basis"] or "") if "legal_basis" in row.index else ""
    return Proof("" if wording == evidence.original else wording, evidence, basis)


def validity_period(row: pd.Series, t: Translator) -> str:
    """Return since when and until when, as exactly as the source says it; "" if it does not."""
    since, until = (moment(row[k], t.lang) if row[k] else "" for k in ("since", "until"))
    if since and until:
        return t("{since} to {until}", since=since, until=until)
    if until:
        return t("until {date}", date=until)
    return t("since {date}", date=since) if since else ""


def uppers(
    nodes: Iterable[str], edges: Iterable[Edge], relations: Iterable[str] = tuple(BELOW)
) -> dict[str, Edge]:
    """Return the one relation under which each institution stands; circles are cut.

    The strongest relation decides (``BELOW``), then the order of the records. An institution
    that stands under none has no entry.
    """
    strength = [r for r in BELOW if r in set(relations)]
    codes = set(nodes)
    upper_of: dict[str, Edge] = {}
    for edge in sorted(
        (e for e in edges if e.relation in strength), key=lambda e: strength.index(e.relation)
    ):
        if {edge.upper, edge.lower} <= codes and edge.lower not in upper_of:
            if edge.lower in _above(edge.upper, upper_of):
                continue
            upper_of[edge.lower] = edge
    return upper_of


def _above(code: str, upper_of: dict[str, Edge]) -> set[str]:
    above = {code}
    while code in upper_of:
        code = upper_of[code].upper
        above.add(code)
    return above


def _forest(
    nodes: dict[str, Node], edges: tuple[Edge, ...], parents: dict[str, Edge], t: Translator
) -> Iterator[Branch]:
    below: dict[str, list[str]] = {code: [] for code in nodes}
    for code in nodes:  # the order of the nodes is the order shown
        if code in parents:
            below[parents[code].upper].append(code)

    def branch(code: str) -> Branch:
        edge = parents.get(code)
        link = ""
        if edge and edge.relation != "part-of":
            link = t(FROM_BELOW[edge.relation], institution=nodes[edge.upper].name)
        own = tuple(e for e in edges if code in (e.subject, e.object))
        return Branch(nodes[code], edge, link, own, tuple(map(branch, below[code])))

    return (branch(code) for code in nodes if code not in parents)
