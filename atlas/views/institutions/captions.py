"""What a country's institutions say in sentences."""

from __future__ import annotations

from atlas.i18n import Translator, country_name
from atlas.views.institutions.structure import OrganisationChart


def organisation_caption(chart: OrganisationChart, t: Translator) -> str:
    """Return how much is recorded of a country's institutions, and what that leaves open."""
    name = country_name(chart.country, t.lang)
    if not chart:
        return t("No institution of {country} is recorded in this release.", country=name)
    ends = {code for e in chart.edges for code in (e.subject, e.object)}
    alone = len(chart.nodes) - len(ends)
    bodies = t.n("{n} institution", "{n} institutions", len(chart.nodes))
    relations = t.n("{n} relation", "{n} relations", len(chart.edges))
    sentence = t(
        "{country}: {institutions} and {relations} between them are recorded.",
        country=name,
        institutions=bodies,
        relations=relations,
    )
    if not alone:
        return sentence
    rest = t.n(
        "Reporting line not stated for {n}.",
        "Reporting line not stated for {n}.",
        alone,
    )
    return f"{sentence} {rest}"
