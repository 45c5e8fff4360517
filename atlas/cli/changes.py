"""What differs between two releases by category and by figure: ``changes``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from atlas.cli.output import AsJson, dump, json_records, print_table, say, t
from atlas.cli.reading import countries_of, no_release
from atlas.errors import UnknownRelease

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

MOVES = ("subject", "region", "country", "from", "to", "from_original", "to_original")
# The publisher's own words, which say a range where a number would be its middle.
FIGURES = (
    "indicator",
    "country",
    "earlier_year",
    "earlier_original",
    "later_year",
    "later_original",
)


def changes(
    old: Annotated[
        str | None, typer.Option("--from", help="Earlier release. By default the one before.")
    ] = None,
    new: Annotated[
        str | None, typer.Option("--to", help="Later release. The newest by default.")
    ] = None,
    figures: Annotated[
        bool, typer.Option("--figures", help="Figures that a publisher changed, not categories.")
    ] = False,
    subject: Annotated[
        list[str] | None,
        typer.Option(help="Indicator, question or organisation; repeat it for several."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(help="ISO3 code or name; repeat it or separate by commas. All by default."),
    ] = None,
    region: Annotated[str, typer.Option(help="Region or peer group. All by default.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print whose category differs between two releases, with both sentences."""
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415
    from atlas.web.api.release_changes import labels_of  # noqa: PLC0415

    database = engine()
    try:
        ends = labels_of(database, old, new)
    except UnknownRelease as error:
        raise no_release(old or new, error) from error
    group = codebook().region(region).id if region else ""
    show = _figures if figures else _categories
    show(database, ends, subject or [], countries_of(country) or [], group, as_json)


def _categories(
    database: Engine,
    ends: tuple[str, str],
    subjects: list[str],
    countries: list[str],
    region: str,
    as_json: bool,
) -> None:
    from atlas.views.category_changes import compare_categories, known_subject  # noqa: PLC0415
    from atlas.web.api.release_changes import category_content, moved_rows  # noqa: PLC0415

    world = compare_categories(database, *ends)
    part = world.of(countries, [known_subject(code) for code in subjects], region)
    if as_json:
        dump({"from": ends[0], "to": ends[1], **category_content(part, world)})
        return
    rows = moved_rows(part)
    if len(rows):
        print_table(json_records(rows), MOVES)
    say(
        t(
            "Different answers: {moved} of {compared} compared. Not compared: {absent}.",
            moved=len(rows),
            compared=len(part.compared),
            absent=len(part.absent),
        )
    )


def _figures(
    database: Engine,
    ends: tuple[str, str],
    subjects: list[str],
    countries: list[str],
    region: str,
    as_json: bool,
) -> None:
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.views.figure_changes import compare_figures  # noqa: PLC0415

    indicators = [codebook().indicator(code).id for code in subjects]
    rows = compare_figures(
        database, *ends, indicators=indicators or None, countries=countries or None
    )
    if region:
        rows = rows[rows["country"].isin(list(codebook().regions[region].members))]
    if as_json:
        dump({"from": ends[0], "to": ends[1], "changes": json_records(rows)})
        return
    _print_figures(rows)


def _print_figures(rows: pd.DataFrame) -> None:
    if len(rows):
        print_table(json_records(rows), FIGURES)
    say(t("Figures that differ between two editions of a publisher: {n}.", n=len(rows)))
