"""``atlas takedown``: blank a record for good, the audit chain kept valid."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.output import AsJson, By, dump, say, t


def takedown(
    kind: Annotated[str, typer.Argument(help="Kind of the record: observation, judgement …")],
    record: Annotated[str, typer.Argument(help="Its id, as the evidence and the API give it.")],
    by: By,
    reason: Annotated[str, typer.Option(help="Why; kept in the log, shown to nobody else.")],
    as_json: AsJson = False,
) -> None:
    """Take a record down: its content is blanked in every release; this cannot be undone."""
    from atlas.editorial.takedown import take_down  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    take_down(engine(), kind, record, reason=reason, by=by)
    if as_json:
        dump({"kind": kind, "record": record, "status": "taken-down"})
    else:
        say(t("The {kind} {record} is taken down.", kind=kind, record=record))
