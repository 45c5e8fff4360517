"""``fetch``: ask a publisher's live interface, report every problem, submit when asked."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli import importing
from atlas.cli.output import N_, PROBLEMS, AsJson, Submit, SubmitsAs, dump, say, t
from atlas.errors import InvalidParameter

LIVE = ("worldbank",)


def fetch(
    publisher: Annotated[str, typer.Argument(metavar="PUBLISHER", help="Whom to ask: worldbank.")],
    names: Annotated[
        list[str],
        typer.Argument(metavar="INDICATOR…", help="Such as milex_gdp, or codes of series."),
    ],
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Last year.")] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask again, even for what is kept already.")
    ] = False,
    submit: Submit = False,
    by: SubmitsAs = None,
    as_json: AsJson = False,
) -> None:
    """Fetch whole series; what was answered once is kept and not asked for again."""
    _refuse(publisher, first, last)
    if submit and not by:
        raise InvalidParameter(N_("--submit needs an account: add --as USER."))
    from atlas.intake.connectors.worldbank import live, series  # noqa: PLC0415
    from atlas.intake.connectors.worldbank.batch import batch_from_answers  # noqa: PLC0415

    requests = series.select_series(names)
    answers = live.fetch_series(requests, fresh=fresh)
    batch = batch_from_answers(answers, first, last)
    number = None
    if submit and by:
        title = ", ".join(["World Bank", *(s.indicator for s in requests)])
        number, problems = importing.store_batch(batch, None, title, by, {})
    else:
        problems = [*batch.problems, *importing.import_problems(batch)]
    report = importing.report_of(batch, problems, number)
    report["vintages"] = {a.code: a.vintage for a in answers}
    report["instead"] = {s.asked_as: s.indicator for s in requests if s.asked_as in names}
    if as_json:
        dump(report)
    else:
        _say(report["vintages"], report["instead"])
        importing.print_report(report)
    if report["errors"]:
        raise typer.Exit(PROBLEMS)


def _refuse(publisher: str, first: int | None, last: int | None) -> None:
    if publisher not in LIVE:
        from atlas.intake.connectors import UnknownConnector  # noqa: PLC0415

        raise UnknownConnector(publisher, LIVE)
    if first is not None and last is not None and first > last:
        raise InvalidParameter(N_("--from comes after --to."))


def _say(vintages: dict[str, str], instead: dict[str, str]) -> None:
    for code, vintage in vintages.items():
        say(t("{code}: as of {vintage}.", code=code, vintage=vintage))
    for name, stored_as in instead.items():
        say(
            t(
                "The World Bank’s definition is wider than {asked}: its values are stored as "
                "{given}.",
                asked=name,
                given=stored_as,
            )
        )
