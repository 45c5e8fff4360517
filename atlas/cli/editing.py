"""The editorial life cycle: submissions, review, withdrawal; the audit chain."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from atlas.cli.output import PROBLEMS, AsJson, By, dump, n, rows, say, t, table

if TYPE_CHECKING:
    from atlas.editorial.notes import Suspicion


def submissions(as_json: AsJson = False) -> None:
    """List the submissions, newest first."""
    from atlas.editorial import submissions as all_submissions  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    known = rows(all_submissions(engine()))
    if as_json:
        dump(known)
    elif not known:
        say(t("There is no submission yet."))
    else:
        table(known, ["id", "status", "records", "submitted_by", "submitted_at", "title"])


def review(
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of the submission.")],
    by: By,
    approve: Annotated[
        bool | None, typer.Option("--approve/--reject", help="The verdict.", show_default=False)
    ] = None,
    back: Annotated[
        bool, typer.Option("--return", help="Send it back to its editor to be mended.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why; kept with the decision.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve, reject or return a submission; nobody reviews their own."""
    if (approve is None) != back:
        raise typer.BadParameter(t("Choose one of --approve, --reject and --return."))
    from atlas.editorial import review as decide  # noqa: PLC0415
    from atlas.editorial.reviews import STATUS, Verdict  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    verdict: Verdict = "return" if back else "approve" if approve else "reject"
    decide(engine(), number, verdict=verdict, by=by, note=note)
    if as_json:
        dump({"submission": number, "status": STATUS[verdict]})
    elif back:
        say(t("Submission {number} is returned to its editor.", number=number))
    elif approve:
        say(t("Submission {number} is approved.", number=number))
    else:
        say(t("Submission {number} is rejected.", number=number))


def withdraw(
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of the submission.")],
    by: By,
    note: Annotated[str, typer.Option(help="Why; kept with the submission.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take back one's own submission that waits for a review."""
    from atlas.editorial.reviews import withdraw as take_back  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    take_back(engine(), number, by=by, note=note)
    if as_json:
        dump({"submission": number, "status": "withdrawn"})
    else:
        say(t("Submission {number} is withdrawn.", number=number))


def verify_audit(
    notes: Annotated[
        bool, typer.Option("--notes", help="Also list notes that may name a comment's author.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check the audit chain and the hash of every release; exit with 1 when one is broken."""
    from atlas.community.leaving import altered_entries  # noqa: PLC0415
    from atlas.editorial import verify  # noqa: PLC0415
    from atlas.editorial.notes import suspicious_notes  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    found = verify(engine(), altered_entries)
    suspicions = suspicious_notes(engine()) if notes else []
    if as_json:
        said = {"intact": found.intact, "entries": found.entries, "broken_at": found.broken_at}
        dump(said | ({"notes": [asdict(one) for one in suspicions]} if notes else {}))
    elif found.intact:
        say(
            n(
                "The audit chain is intact: {n} entry.",
                "The audit chain is intact: {n} entries.",
                found.entries,
            )
        )
    else:
        say(t("The audit chain is broken at {place}.", place=found.broken_at))
    if notes and not as_json:
        _list_notes(suspicions)
    if suspicions or not found.intact:
        raise typer.Exit(PROBLEMS)


def _list_notes(suspicions: list[Suspicion]) -> None:
    for one in suspicions:
        given = {"kind": one.kind, "record": one.record, "name": one.name}
        say(t("The note of {kind} {record} may name a comment's author: {name}.", **given))
    if not suspicions:
        say(t("No note names an author whom a kept upload lists."))
