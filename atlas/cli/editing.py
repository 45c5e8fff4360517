"""The editorial life cycle: submissions, review, withdrawal."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.output import AsJson, By, dump, json_records, print_table, say, t


def submissions(as_json: AsJson = False) -> None:
    """List the submissions, newest first."""
    from atlas.editorial import submissions as all_submissions  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    records = json_records(all_submissions(engine()))
    if as_json:
        dump(records)
    elif not records:
        say(t("There is no submission yet."))
    else:
        print_table(records, ["id", "status", "records", "submitted_by", "submitted_at", "title"])


def review(
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of the submission.")],
    by: By,
    approve: Annotated[
        bool | None, typer.Option("--approve/--reject", help="The verdict.", show_default=False)
    ] = None,
    back: Annotated[
        bool, typer.Option("--return", help="Send it back to its editor for correction.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why; kept with the decision.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve, reject or return a submission; nobody reviews their own."""
    if (approve is None) != back:
        raise typer.BadParameter(t("Choose one of --approve, --reject and --return."))
    from atlas.editorial import review as decide  # noqa: PLC0415
    from atlas.editorial.reviews import STATUS, Verdict  # noqa: PLC0415
    from atlas.editorial.rivals import RIVAL, rivals_of  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    verdict: Verdict = "return" if back else "approve" if approve else "reject"
    decide(engine(), number, verdict=verdict, by=by, note=note)
    others = rivals_of(engine(), number) if verdict == "approve" else []
    if as_json:
        dump({"submission": number, "status": STATUS[verdict], "rivals": others})
        return
    for other in others:
        say(t(RIVAL, number=other))
    if back:
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
    from atlas.editorial.reviews import withdraw_submission  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    withdraw_submission(engine(), number, by=by, note=note)
    if as_json:
        dump({"submission": number, "status": "withdrawn"})
    else:
        say(t("Submission {number} is withdrawn.", number=number))
