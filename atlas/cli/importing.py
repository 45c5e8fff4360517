"""``import``: read a file or a publisher's data, report every problem, submit when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.cli.output import N_, PROBLEMS, AsJson, Submit, SubmitsAs, dump, n, say, t
from atlas.errors import AtlasError, InvalidParameter

if TYPE_CHECKING:
    import pandas as pd

    from atlas.intake.draft import Batch, Problem
    from atlas.intake.layout import Given

Year = Annotated[str, typer.Option(help="Of the table, if the table does not state it.")]
Encoding = Annotated[
    str, typer.Option(help="Of a text file, such as cp1256, if letters are wrong.")
]
ColumnIs = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="HEADING=ID",
        help="What a column holds: an indicator, country, year, part, note or ignored.",
    ),
]
Says = Annotated[str, typer.Option(help="Of the source, if the file does not state it.")]
Indicator = Annotated[str, typer.Option(metavar="ID", help="What the numbers are, if unclear.")]
UnitText = Annotated[str, typer.Option(help="Their unit, such as “million US$”, if unclear.")]
Marked = Annotated[
    Path | None,
    typer.Option(metavar="OUT.xlsx", help="Write the file back with its problems marked."),
]
Language = Annotated[str, typer.Option(help="Language of the marks: en, fr, es or ar.")]


class NothingToImport(AtlasError):
    """Neither a file nor a connector was named."""

    code = "nothing-to-import"
    template = "Name a file, or a connector with --connector."


def import_file(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="CSV or XLSX sheets, or what the connector reads."),
    ] = None,
    connector: Annotated[
        str | None, typer.Option(help="Publisher whose format this is, such as factbook.")
    ] = None,
    submit: Submit = False,
    by: SubmitsAs = None,
    indicator: Indicator = "",
    unit: UnitText = "",
    year: Year = "",
    column: ColumnIs = None,
    encoding: Encoding = "",
    publisher: Says = "",
    title: Says = "",
    url: Says = "",
    vintage: Says = "",
    licence: Says = "",
    marked: Marked = None,
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Report what a file holds and every problem in it; exit with 1 when errors block it."""
    if submit and not by:
        raise InvalidParameter(N_("--submit needs an account: add --as USER."))
    if file is not None:
        from atlas.intake.sandbox.warm import warm  # noqa: PLC0415

        warm.start()  # it loads the readers while this process loads the rest
    options: dict[str, Any] = {
        "publisher": publisher,
        "title": title,
        "url": url,
        "vintage": vintage,
    }
    options |= {"licence": licence, "indicator": indicator, "unit": unit}
    options |= {"year": year, "encoding": encoding, "columns": _columns(column or [])}
    batch = _read(file, connector, options)
    number = None
    if submit and by:
        number, problems = store_batch(batch, file, connector, by, options)
        problems += _rivals(number)
    else:
        problems = [*batch.problems, *import_problems(batch)]
    if marked is not None and file is not None:
        from atlas.intake.sandbox import reading  # noqa: PLC0415

        marked.write_bytes(reading.marked_workbook(file, problems, lang))
    report = report_of(batch, problems, number)
    if as_json:
        dump(report)
    else:
        print_report(report)
    if report["errors"]:
        raise typer.Exit(PROBLEMS)


def _rivals(number: int | None) -> list[Problem]:
    """Return a warning for each waiting submission that answers otherwise what this one does."""
    from atlas.editorial.rivals import LOSS, RIVAL, rivals_of  # noqa: PLC0415
    from atlas.intake.draft import Problem, Severity  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    return [
        Problem(
            Severity.WARNING,
            "pending-rival",
            RIVAL.format(number=other),
            LOSS,
            params={"number": other, "template": RIVAL, "remedy_template": LOSS},
        )
        for other in (rivals_of(engine(), number) if number is not None else [])
    ]


def import_problems(batch: Batch) -> list[Problem]:
    """Return what every rule finds, compared with the newest release where there is one."""
    from atlas.intake.checks import check_batch  # noqa: PLC0415
    from atlas.intake.counting import limit_problems  # noqa: PLC0415
    from atlas.intake.plausibility import check_against  # noqa: PLC0415

    problems = limit_problems(check_batch(batch, _institutions(batch)))
    doubts = check_against(batch, _newest() if batch.origins else None)
    return [*problems, *limit_problems(doubts)]


def _newest() -> pd.DataFrame | None:
    """Return the newest release's observations, without making a database to look for them."""
    from atlas.errors import UnknownRelease  # noqa: PLC0415
    from atlas.settings import settings  # noqa: PLC0415
    from atlas.store import engine, frames  # noqa: PLC0415

    at = settings()
    if at.database_url.startswith("sqlite") and not (at.home / "atlas.sqlite").exists():
        return None
    try:
        return frames.observations(engine())
    except UnknownRelease:
        return None


def _institutions(batch: Batch) -> frozenset[tuple[str, str]]:
    """Return the stored institutions if a relation refers to one; else no database is needed."""
    from atlas.intake.draft import DraftInstitution, DraftRelation  # noqa: PLC0415

    own = {(r.country, r.code) for r in batch.records if isinstance(r, DraftInstitution)}
    relations = [r for r in batch.records if isinstance(r, DraftRelation)]
    if all({(r.country, r.subject), (r.country, r.object)} <= own for r in relations):
        return frozenset()
    from atlas.editorial.submissions import known_institutions  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    return known_institutions(engine())


def _read(file: Path | None, connector: str | None, options: dict[str, Any]) -> Batch:
    if connector is not None:
        return _connector(connector, file)
    if file is None:
        raise NothingToImport(NothingToImport.template)
    from atlas.intake.sandbox import reading  # noqa: PLC0415

    answers = _answers_of(options)
    read = reading.read_untrusted_file(file, answers=answers)
    tables = (
        _recall_tables(options, read.tables)
        if not (options["indicator"] or options["columns"])
        else None
    )
    if tables is not None:
        options["tables"] = tables
        description = {"source": {k: v for k, v in options.items() if v and k != "tables"}}
        return reading.read_untrusted_file(file, mapping={**description, "tables": tables}).batch
    options["tables"] = list(read.tables) if answers else []
    return read.batch


def _recall_tables(
    options: dict[str, Any], tables: Sequence[dict[str, Any]]
) -> list[dict[str, Any]] | None:
    """Return the tables by which an editor had such a file read before, None if nobody did."""
    from atlas.editorial.layouts import recall_tables  # noqa: PLC0415
    from atlas.settings import settings  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    at = settings()
    here = not at.database_url.startswith("sqlite") or (at.home / "atlas.sqlite").exists()
    if not (tables and options["publisher"] and here):
        return None
    return recall_tables(engine(), options["publisher"], tables)


def _columns(pairs: list[str]) -> dict[str, str]:
    """Return what ``--column`` says: heading -> indicator or role."""
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.intake.layout.words import ROLES  # noqa: PLC0415

    answers: dict[str, str] = {}
    for pair in pairs:
        heading, _, answer = pair.rpartition("=")
        is_role = answer in (*ROLES, "part")
        answers[heading.strip()] = answer if is_role else codebook().indicator(answer).id
    return answers


def _answers_of(options: dict[str, Any]) -> Given | None:
    """Return what the caller says; None when it says nothing, so that connectors are asked."""
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.intake.layout import Given  # noqa: PLC0415

    if options["indicator"]:
        options["indicator"] = codebook().indicator(options["indicator"]).id
    return Given(**options) if any(options.values()) else None


def _connector(name: str, file: Path | None) -> Batch:
    """Read a stranger's file in a child, the connector's own data here."""
    from atlas.intake import connectors  # noqa: PLC0415

    own = connectors.connector(name).own
    if file is not None:
        from atlas.intake.sandbox import reading  # noqa: PLC0415

        return reading.read_with_connector(name, file)
    if own is None:
        raise InvalidParameter(N_("The connector {name} reads a file: name it."), name=name)
    return connectors.read(name, own)


def store_batch(
    batch: Batch, file: Path | None, connector: str | None, by: str, options: dict[str, Any]
) -> tuple[int | None, list[Problem]]:
    """Store the batch, or return the problems that forbid it."""
    from atlas.editorial import InvalidBatch  # noqa: PLC0415
    from atlas.editorial import submit as store  # noqa: PLC0415
    from atlas.editorial.drafts import submit_file  # noqa: PLC0415
    from atlas.editorial.layouts import remember_tables  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if batch.blocked:
        return None, list(batch.problems)
    if any(not source.publisher for source in batch.sources):
        raise InvalidParameter(N_("The file names no source: add --publisher and --title."))
    if any(problem.code == "vintage-not-stated" for problem in batch.problems):
        raise InvalidParameter(N_("The file does not say of which release it is: add --vintage."))
    database = engine()
    title = file.name if file is not None else str(connector)
    try:
        if file is not None and file.is_file():
            tables = options.pop("tables", [])
            read_as: dict[str, Any] = {"source": {k: text for k, text in options.items() if text}}
            has_answers = bool(tables) and bool(options["indicator"] or options["columns"])
            if has_answers and options["publisher"]:
                remember_tables(database, options["publisher"], tables, by=by)
            if connector is not None:
                read_as["connector"] = connector
            number = submit_file(database, file, batch, by=by, mapping=read_as)
            return number, list(batch.problems)
        return store(database, batch, by=by, title=title), list(batch.problems)
    except InvalidBatch as error:
        return None, list(error.problems)


def report_of(batch: Batch, problems: list[Problem], number: int | None) -> dict[str, Any]:
    """Return the report of a batch as plain values."""
    from atlas.intake.draft import Severity  # noqa: PLC0415

    severities = Counter(problem.severity for problem in problems)
    errors = severities[Severity.ERROR]
    total = len(batch.observations) + len(batch.records)
    countries = {d.country for d in batch.observations} | {r.country for r in batch.records}
    return {
        "observations": len(batch.observations),
        "records": len(batch.records),
        "kinds": dict(sorted(Counter(record.kind for record in batch.records).items())),
        "countries": len(countries),
        "indicators": dict(sorted(Counter(d.indicator for d in batch.observations).items())),
        "sources": len(batch.sources),
        "would_store": 0 if errors else total,
        "stored": total if number is not None else 0,
        "submission": number,
        "errors": errors,
        "warnings": severities[Severity.WARNING],
        "problems": [_problem(problem) for problem in problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    fields = {k: v for k, v in problem.params.items() if not k.endswith("template") and k != "of"}
    template = problem.params.get("template")
    remedy = problem.params.get("remedy_template")
    cell = {"cell": str(fields["cell"])} if fields.get("cell") else {}
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        **cell,
        "message": t(str(template), **fields) if template else t(problem.message),
        "remedy": t(str(remedy), **fields) if remedy else t(problem.remedy),
    }


def print_report(report: dict[str, Any]) -> None:
    """Say a report to a person."""
    for problem in report["problems"]:
        row = problem["row"] and t("row {row}", row=problem["row"])
        place = [problem["file"], problem["sheet"], row, problem["column"]]
        where = ", ".join(part for part in place if part)
        say(f"{where}: {problem['message']} {problem['remedy']} [{problem['code']}]".strip())
    for name, count in (*report["indicators"].items(), *report["kinds"].items()):
        say(f"  {name}: {count}")
    say(n("{n} observation was read.", "{n} observations were read.", report["observations"]))
    if report["records"]:
        say(n("{n} other record was read.", "{n} other records were read.", report["records"]))
    if report["errors"]:
        say(
            n(
                "{n} error: nothing is stored until it is corrected.",
                "{n} errors: nothing is stored until they are corrected.",
                report["errors"],
            )
        )
    elif report["submission"] is not None:
        say(t("Stored as submission {number}, awaiting review.", number=report["submission"]))
    else:
        say(t("Nothing is stored; add --submit --as USER to store them as a submission."))
