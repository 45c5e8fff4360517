"""Web addresses of sources: an address that no page may link to blocks its batch."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Origin, Problem, Severity
from atlas.links import is_web_address

BAD_ADDRESS = N_("The source {source}: “{value}” is not a web address.")
ADDRESS_REMEDY = N_("Write the full address, from https:// on, or leave it empty.")
SHOWN = 80  # signs of a wrong address


def bad_addresses(batch: Batch) -> list[Problem]:
    """Return an error for each source whose address no page may link to, at its first row."""
    wrong = {s.id: s.url for s in batch.sources if s.url and not is_web_address(s.url)}
    if not wrong:
        return []
    places: dict[str, Origin] = {}
    drafts: tuple[DraftObservation | DraftRecord, ...] = (*batch.observations, *batch.records)
    for draft in drafts:
        if draft.source in wrong and (origin := batch.origins.get(draft)) is not None:
            places.setdefault(draft.source, origin)
    return [_bad_address(source, url, places.get(source)) for source, url in wrong.items()]


def _bad_address(source: str, url: str, origin: Origin | None) -> Problem:
    value = url[:SHOWN]
    problem = Problem(
        Severity.ERROR,
        "bad-url",
        BAD_ADDRESS.format(source=source, value=value),
        ADDRESS_REMEDY,
        column="url",
        value=value,
        params={"source": source, "value": value, "template": BAD_ADDRESS},
    )
    return origin.locate(problem, "url") if origin else problem
