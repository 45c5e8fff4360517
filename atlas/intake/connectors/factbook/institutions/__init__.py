"""Institutions of a country and how they stand to each other, as the Factbook says."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.institutions.chart import Chart
from atlas.intake.connectors.factbook.institutions.command import read_command
from atlas.intake.connectors.factbook.institutions.executive import (
    read_appointments,
    read_executive,
)
from atlas.intake.connectors.factbook.institutions.judicial import read_courts
from atlas.intake.connectors.factbook.institutions.legislative import read_legislature
from atlas.intake.connectors.factbook.institutions.military import read_forces
from atlas.intake.connectors.factbook.institutions.notes import read_notes
from atlas.intake.draft import DraftInstitution, DraftRelation

__all__ = ["read"]


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
