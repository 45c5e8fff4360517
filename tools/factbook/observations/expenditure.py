"""Military expenditure by year, in percent of GDP."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.figures import Figure, read_figures
from tools.factbook.fields.passages import Found, gap, missing

SECTION, FIELD = "Military and Security", "Military expenditures"
TABLE = (
    Figure("milex_gdp", SECTION, FIELD, "Military Expenditures *", r"% of GDP", keep_note=True),
)


def read(entity: Entity) -> Iterator[Found]:
    """Yield military expenditure of every year stated, "not available" as no data."""
    yield from read_figures(entity, TABLE)
    for passage in entity.passages(SECTION, FIELD):
        if passage.text.startswith("not available"):
            yield missing(passage, "milex_gdp", MissingReason.NO_DATA, original="not available")
        else:
            yield gap(passage, "milex_gdp", "A narrative without one share for one year.")
