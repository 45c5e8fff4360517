"""Reading records that are no observations: ``records`` and ``search``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from atlas.cli.output import AsJson, dump, n, print_table, say
from atlas.cli.reading import countries_of, no_release
from atlas.errors import UnknownKind, UnknownRelease

if TYPE_CHECKING:
    from atlas.store.kinds import RecordKind

MOST = 100  # results of a search
Countries = Annotated[
    list[str] | None,
    typer.Option(help="ISO3 code or name; repeat it or separate by commas. All by default."),
]
Release = Annotated[str | None, typer.Option(help="Label of a release. The newest by default.")]


def records(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="judgement, event, document, institution, relation or participation.",
        ),
    ],
    country: Countries = None,
    release: Release = None,
    form: Annotated[Literal["csv", "json"], typer.Option("--format", help="csv or json.")] = "csv",
    as_json: AsJson = False,
) -> None:
    """Print the records of one kind as CSV or JSON, with the fields of the API."""
    record_kind = _kind(kind)
    countries = countries_of(country)
    from atlas.store import engine, reading  # noqa: PLC0415
    from atlas.store.record_rows import record_dicts, record_frame  # noqa: PLC0415

    try:
        rows = reading.read_records(engine(), record_kind, countries=countries, release=release)
    except UnknownRelease as error:
        raise no_release(release, error) from error
    if as_json or form == "json":
        dump(record_dicts(record_kind, rows))
    else:
        frame = record_frame(record_kind, rows)
        typer.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)


def _kind(name: str) -> RecordKind:
    """Return a kind by its name, in the plural too."""
    from atlas.codebook.load import code_of  # noqa: PLC0415
    from atlas.intake.draft import DRAFTS  # noqa: PLC0415
    from atlas.store.kinds import KINDS  # noqa: PLC0415

    plurals = {draft.kind: f"{draft.kind}s" for draft in DRAFTS}
    singular = {plural: kind for kind, plural in plurals.items()}
    return KINDS[code_of(singular.get(name.lower(), name), plurals, UnknownKind)]


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, in any of four languages.")],
    kind: Annotated[
        list[str] | None, typer.Option(help="Kind of record, such as event; repeat it.")
    ] = None,
    country: Countries = None,
    release: Release = None,
    limit: Annotated[int, typer.Option(help="How many results at most.", min=1, max=MOST)] = 20,
    offset: Annotated[int, typer.Option(help="How many results to pass over.", min=0)] = 0,
    as_json: AsJson = False,
) -> None:
    """Print the records that hold all words, best first, each with its evidence and source."""
    kinds = [_kind(name).name for name in kind] if kind else None
    countries = countries_of(country)
    from atlas.store import engine  # noqa: PLC0415
    from atlas.store.findings import findings  # noqa: PLC0415
    from atlas.store.search import search_records  # noqa: PLC0415

    database = engine()
    try:
        matches = search_records(database, text, kinds=kinds, countries=countries, release=release)
    except UnknownRelease as error:
        raise no_release(release, error) from error
    records = findings(database, matches.iloc[offset : offset + limit], release=release)
    if as_json:
        dump(records)
        return
    if records:
        print_table(records, ["kind", "country", "date", "title", "source"])
    say(n("{n} record was found.", "{n} records were found.", len(matches)))
