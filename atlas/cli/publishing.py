"""Publishing: ``publish`` now, at a time or what is due; ``scheduled``; ``rollback``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from atlas.cli.output import N_, AsJson, By, dump, print_table, say, t
from atlas.errors import InvalidParameter


def publish(
    label: Annotated[
        str | None, typer.Option(help="Label of the new release, such as 2026.2.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Account that does this.")
    ] = None,
    notes: Annotated[str, typer.Option(help="What is new, for readers.")] = "",
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Publish later, such as 2026-12-01T09:00+00:00."),
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Publish the scheduled releases whose time has come.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Publish all approved submissions as a new release, now or at a time."""
    if due:
        _publish_due(as_json)
        return
    if label is None:
        raise InvalidParameter(N_("Name the release: add --label, such as --label 2026.2."))
    if by is None:
        raise InvalidParameter(N_("Publishing needs an account: add --as USER."))
    if at is not None:
        _schedule(label, by, notes, at, as_json)
        return
    from atlas.editorial import publish as release  # noqa: PLC0415
    from atlas.editorial.rivals import contested_submissions  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    replacements = contested_submissions(engine())
    new_release = release(engine(), label=label, by=by, notes=notes)
    if not as_json:
        for earlier, later in replacements.items():
            template = "Submission {number} replaces answers of submission {other}."
            say(t(template, number=later[-1], other=earlier))
    _report(new_release, as_json)


def _publish_due(as_json: bool) -> None:
    from atlas.editorial.schedule import run_due  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    labels = run_due(engine())
    if as_json:
        dump({"releases": labels})
    elif labels:
        for label in labels:
            say(t("Release {label} is published.", label=label))
    else:
        say(t("No scheduled release is due."))


def _schedule(label: str, by: str, notes: str, at: str, as_json: bool) -> None:
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        message = N_("“{value}” is not a time. Write it as 2026-12-01T09:00+00:00.")
        raise InvalidParameter(message, value=at) from None
    from atlas.editorial.schedule import schedule  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    now = dt.datetime.now(dt.UTC)
    number = schedule(engine(), label=label, at=moment, by=by, notes=notes, now=now)
    due = moment.astimezone(dt.UTC).isoformat(timespec="minutes")
    if as_json:
        dump({"scheduled": number, "label": label, "due_at": due})
    else:
        say(t("Release {label} will be published at {time}.", label=label, time=due))


def scheduled(
    cancel: Annotated[
        int | None, typer.Option(metavar="ID", help="Let this one not be published.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Account that cancels.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the releases that were scheduled, with what became of them; or cancel one."""
    from atlas.editorial import schedule  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if cancel is not None:
        if by is None:
            raise InvalidParameter(N_("Cancelling needs an account: add --as USER."))
        schedule.cancel(engine(), cancel, by=by)
    records = [
        {
            "id": each.id,
            "label": each.label,
            "due_at": each.due_at.isoformat(timespec="minutes"),
            "by": each.by,
            "status": each.status,
            "outcome": each.outcome,
        }
        for each in schedule.scheduled_releases(engine(), waiting=False)
    ]
    if as_json:
        dump(records)
    elif not records:
        say(t("No release is scheduled."))
    else:
        print_table(records, ["id", "label", "due_at", "by", "status", "outcome"])


def rollback(
    label: Annotated[str, typer.Argument(metavar="RELEASE", help="Label of an older release.")],
    by: By,
    as_json: AsJson = False,
) -> None:
    """Publish a new release that equals an older one."""
    from atlas.editorial import roll_back  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    _report(roll_back(engine(), label, by=by), as_json, restores=label)


def _report(label: str, as_json: bool, restores: str | None = None) -> None:
    if as_json:
        dump({"release": label, "restores": restores})
    elif restores:
        say(t("Release {label} is published; it equals {old}.", label=label, old=restores))
    else:
        say(t("Release {label} is published.", label=label))
