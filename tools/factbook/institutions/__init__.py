"""Institutions of a country and how they stand to each other, as the Factbook says."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.intake.draft import DraftInstitution, DraftRelation
from tools.factbook.fields.entities import Entity
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.command import read_command
from tools.factbook.institutions.executive import read_appointments, read_executive
from tools.factbook.institutions.judicial import read_courts
from tools.factbook.institutions.legislative import read_legislature
from tools.factbook.institutions.military import read_forces
from tools.factbook.institutions.notes import read_notes
from tools.factbook.reviewed import rows

__all__ = ["read"]


def read_branches(entity: Entity) -> Iterator[DraftInstitution | DraftRelation]:
    """Yield one country's forces and their branches alone; each once.

    What a rule misreads is left out with its relations (``institutions_left_out.csv``).
    """
    chart = Chart(entity.iso3)
    read_forces(entity, chart)
    left_out = {r["code"] for r in rows("institutions_left_out", entity.iso3, entity.edition)}
    for draft in chart.drafts():
        ends = (
            {draft.code} if isinstance(draft, DraftInstitution) else {draft.subject, draft.object}
        )
        if not ends & left_out:
            yield draft


def read(entity: Entity) -> Iterator[DraftInstitution | DraftRelation]:
    """Yield one country's institutions, then its relations; each once."""
    chart = Chart(entity.iso3)
    read_legislature(entity, chart)
    read_executive(entity, chart)
    read_appointments(entity, chart)
    read_courts(entity, chart)
    read_forces(entity, chart)
    read_notes(entity, chart)
    read_command(entity, chart)
    yield from chart.drafts()
