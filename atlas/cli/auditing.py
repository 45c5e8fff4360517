"""The audit chain: ``audit verify`` compares all with the log, ``audit anchor`` prints its head."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from atlas.cli.output import PROBLEMS, AsJson, dump, n, say, t

if TYPE_CHECKING:
    from atlas.editorial.notes import Suspicion


def verify(
    anchor: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|HASH",
            help="A head of the journal that was kept elsewhere (audit anchor), or a file of such.",
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Also list notes that may name a comment's author.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare all that the atlas holds with its log; exit with 1 when something was altered."""
    from atlas.community.leaving import altered_entries  # noqa: PLC0415
    from atlas.editorial import verify as compare  # noqa: PLC0415
    from atlas.editorial.notes import suspicious_notes  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    result = compare(engine(), altered_entries, anchors=_lines(anchor))
    suspicions = suspicious_notes(engine()) if notes else []
    if as_json:
        report = {"intact": result.intact, "entries": result.entries, "broken_at": result.broken_at}
        dump(report | ({"notes": [asdict(one) for one in suspicions]} if notes else {}))
    elif result.intact:
        say(
            n(
                "The audit chain is intact: {n} entry.",
                "The audit chain is intact: {n} entries.",
                result.entries,
            )
        )
    else:
        say(t("The audit chain is broken at {place}.", place=result.broken_at))
    if notes and not as_json:
        _list_notes(suspicions)
    if suspicions or not result.intact:
        raise typer.Exit(PROBLEMS)


def _list_notes(suspicions: list[Suspicion]) -> None:
    for one in suspicions:
        values = {"kind": one.kind, "record": one.record, "name": one.name}
        say(t("The note of {kind} {record} may name a comment's author: {name}.", **values))
    if not suspicions:
        say(t("No note names an author listed in a stored upload."))


def _lines(anchor: str | None) -> list[str]:
    """Return the anchors of a file, or the one that was given."""
    if anchor is None:
        return []
    file = Path(anchor)
    text = file.read_text(encoding="utf-8") if file.is_file() else anchor
    return [line for line in text.splitlines() if line.strip()]


def anchor(as_json: AsJson = False) -> None:
    """Print the head of the journal: kept elsewhere, it shows a log that was cut short."""
    from atlas.store import engine  # noqa: PLC0415
    from atlas.store.journal import head  # noqa: PLC0415

    with engine().connect() as connection:
        newest = head(connection)
    if as_json:
        number, digest = (newest.number, newest.hash) if newest else (0, None)
        dump({"number": number, "hash": digest, "anchor": str(newest) if newest else None})
    elif newest is None:
        say(t("Nothing has been written yet."))
    else:
        say(str(newest))
