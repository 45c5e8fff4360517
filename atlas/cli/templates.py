"""``template``: a workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from atlas.cli.output import AsJson, dump, print_table, say, t
from atlas.cli.reading import countries_of, no_release
from atlas.errors import UnknownRelease

if TYPE_CHECKING:
    from atlas.intake.sheets.release_data import LastAnswers
    from atlas.intake.sheets.selection import TemplateRequest


def template(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help="Workbook to write.")],
    indicators: Annotated[
        list[str] | None,
        typer.Option("--indicators", "--indicator", help="Ids, separated by commas."),
    ] = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--countries", "--country", help="ISO3 codes or names, separated by commas."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Kind of record, such as judgement or event; repeat it."),
    ] = None,
    questions: Annotated[
        list[str] | None,
        typer.Option("--questions", "--question", help="Ids of questions, separated by commas."),
    ] = None,
    layout: Annotated[str, typer.Option(help="long, or wide with years as columns.")] = "long",
    lang: Annotated[str, typer.Option(help="Language: en, fr, es or ar.")] = "en",
    release: Annotated[
        str | None, typer.Option(help="Release of the earlier answers. The newest by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a workbook to fill in: explained, with lists to choose from and earlier answers."""
    from atlas.intake.sheets.selection import template_request  # noqa: PLC0415
    from atlas.intake.sheets.template import template_workbook  # noqa: PLC0415

    request = template_request(
        kinds=_split(kind),
        indicators=_split(indicators),
        questions=_split(questions),
        countries=countries_of(countries) or (),
        layout=layout,
        lang=lang,
    )
    earlier = _earlier_answers(request, release)
    content, counts = template_workbook(request, earlier)
    out.write_bytes(content)
    report = {
        "file": str(out),
        "kinds": list(request.kinds),
        "sheets": counts,
        "release": earlier.release,
        "layout": request.layout,
        "lang": request.lang,
    }
    if as_json:
        dump(report)
        return
    print_table([{"sheet": name, "rows": rows} for name, rows in counts.items()], ["sheet", "rows"])
    say(t("Written to {file}. Fill it in and read it with: atlas import {file}", file=out))


def _earlier_answers(request: TemplateRequest, release: str | None) -> LastAnswers:
    """Return what a release knows; a template needs none, unless one is named."""
    from atlas.intake.sheets.release_data import last_answers  # noqa: PLC0415
    from atlas.intake.sheets.template import NOTHING  # noqa: PLC0415
    from atlas.settings import settings  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    at = settings()
    file = at.database_url.removeprefix("sqlite:///")
    if release is None and file != at.database_url and not Path(file).exists():
        return NOTHING
    try:
        return last_answers(engine(), request, release)
    except UnknownRelease as error:
        if release is None:
            return NOTHING
        raise no_release(release, error) from error


def _split(raw: Iterable[str] | None) -> list[str]:
    parts = (part.strip() for text in raw or () for part in text.split(","))
    return [part for part in parts if part]
