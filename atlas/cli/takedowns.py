"""``atlas takedown``: blank a record for good, the audit chain kept valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.cli.output import AsJson, By, dump, say, t

if TYPE_CHECKING:
    from atlas.editorial.erasure import ErasureReport


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

    report = take_down(engine(), kind, record, reason=reason, by=by)
    sentence = t("The {kind} {record} is taken down.", kind=kind, record=record)
    tell(report, {"kind": kind, "record": record, "status": "taken-down"}, sentence, as_json)


def tell(
    report: ErasureReport | None, values: Mapping[str, Any], sentence: str, as_json: bool
) -> None:
    """Print what an erasure reached and what it did not."""
    from atlas.views.erasure import as_values, erasure_sentences  # noqa: PLC0415

    if as_json:
        dump({**values, **({"report": as_values(report)} if report else {})})
        return
    say(sentence)
    if report is None:
        return
    sections = erasure_sentences(report, t)
    for line in sections.done:
        say(line)
    for title, group in ((t("Remaining:"), sections.left), (t("Not reached:"), sections.unreached)):
        if group:
            say(title)
        for line in group:
            say(f"  {line}")
