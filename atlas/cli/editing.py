"""The editorial life cycle: submissions, review, publish, rollback; the audit chain."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.output import PROBLEMS, AsJson, By, dump, n, rows, say, t, table


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
    approve: Annotated[
        bool, typer.Option("--approve/--reject", help="The verdict.", show_default=False)
    ],
    by: By,
    note: Annotated[str, typer.Option(help="Why; kept with the decision.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve or reject a submission; nobody reviews their own."""
    from atlas.editorial import review as decide  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    decide(engine(), number, verdict="approve" if approve else "reject", by=by, note=note)
    status = "approved" if approve else "rejected"
    if as_json:
        dump({"submission": number, "status": status})
    elif approve:
        say(t("Submission {number} is approved.", number=number))
    else:
        say(t("Submission {number} is rejected.", number=number))


def publish(
    label: Annotated[str, typer.Option(help="Label of the new release, such as 2026.2.")],
    by: By,
    notes: Annotated[str, typer.Option(help="What is new, for readers.")] = "",
    as_json: AsJson = False,
) -> None:
    """Publish all approved submissions as a new release."""
    from atlas.editorial import publish as release  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    _report_release(release(engine(), label=label, by=by, notes=notes), as_json)


def rollback(
    label: Annotated[str, typer.Argument(metavar="RELEASE", help="Label of an older release.")],
    by: By,
    as_json: AsJson = False,
) -> None:
    """Publish a new release that equals an older one."""
    from atlas.editorial import roll_back  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    _report_release(roll_back(engine(), label, by=by), as_json, restores=label)


def _report_release(label: str, as_json: bool, restores: str | None = None) -> None:
    if as_json:
        dump({"release": label, "restores": restores})
    elif restores:
        say(t("Release {label} is published; it equals {old}.", label=label, old=restores))
    else:
        say(t("Release {label} is published.", label=label))


def verify_audit(as_json: AsJson = False) -> None:
    """Check the audit chain and the hash of every release; exit with 1 when one is broken."""
    from atlas.editorial import verify  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    found = verify(engine())
    if as_json:
        dump({"intact": found.intact, "entries": found.entries, "broken_at": found.broken_at})
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
    if not found.intact:
        raise typer.Exit(PROBLEMS)
