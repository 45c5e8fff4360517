"""One way into the atlas for a file: whichever of its readers knows the layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from atlas.intake.draft import Batch


def read_file(path: Path) -> Batch:
    """Read a file of the atlas's own sheets, or of its long sheet.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    from atlas.intake import sheets  # noqa: PLC0415 - readers load only when a file is read
    from atlas.intake.table import opening, reader  # noqa: PLC0415

    opened = opening.sheets(path)
    found = sheets.recognised(path.name, opened)
    if not sheets.is_ours(found):
        return reader.read_rows(path.name, opened)
    ours = {*sheets.OURS, *(sheet.name for sheet, _ in found)}
    long = reader.long_sheets(path.name, opened, without=ours)
    others = [sheet for sheet in opened if sheet.name not in {each.name for each in long}]
    batch = sheets.read_sheets(path.name, others, found)
    return joined(batch, reader.read_rows(path.name, long)) if long else batch


def joined(first: Batch, second: Batch) -> Batch:
    """Return two batches of one file as one."""
    return replace(
        first,
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        observations=first.observations + second.observations,
        problems=first.problems + second.problems,
        records=first.records + second.records,
        origins={**first.origins, **second.origins},
    )
