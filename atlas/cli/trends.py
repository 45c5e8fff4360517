"""Common and unique trends of an indicator: ``trends``."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.output import AsJson, dump, json_records, print_table, say, t
from atlas.cli.reading import no_release
from atlas.errors import UnknownRelease


def trends(
    indicator: Annotated[str | None, typer.Option(help="Indicator id.")] = None,
    overview: Annotated[
        bool, typer.Option("--overview", help="All subjects of the release by region.")
    ] = False,
    lang: Annotated[str, typer.Option(help="Language of the overview's sentences.")] = "en",
    first: Annotated[int | None, typer.Option("--from", help="First year of the window.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year of the window.")] = None,
    release: Annotated[
        str | None, typer.Option(help="Label of a release. The newest by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print what is common and what is unique: in an indicator's trends, or in all subjects."""
    if overview:
        _overview(release, lang, as_json)
        return
    if indicator is None:
        raise typer.BadParameter(t("Name an indicator, or use --overview."))
    from atlas.analysis.trends import Parameters  # noqa: PLC0415
    from atlas.analysis.trends.table import trend_table  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415
    from atlas.views.trends.cache import adapter, cached_trends  # noqa: PLC0415

    try:
        result = cached_trends(engine(), release, indicator, Parameters(first=first, last=last))
    except UnknownRelease as error:
        raise no_release(release, error) from error
    if as_json:
        dump(adapter().dump_python(result, mode="json"))
        return
    places = trend_table(result)
    places = places[places["level"] != "country"]
    print_table(
        json_records(places),
        ["code", "members", "direction", "reason", "slope", "low", "high", "p", "q"],
    )
    verdict = result.verdict
    say(
        t(
            "Verdict: {kind}; direction: {direction}.",
            kind=verdict.kind,
            direction=verdict.direction,
        )
    )


def _overview(release: str | None, lang: str, as_json: bool) -> None:
    from atlas.i18n import translator  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415
    from atlas.views.trends.overview_data import overview  # noqa: PLC0415
    from atlas.views.trends.overview_table import overview_entry  # noqa: PLC0415

    try:
        rows = overview(engine(), release)
    except UnknownRelease as error:
        raise no_release(release, error) from error
    entries = [overview_entry(row, translator(lang)) for row in rows]
    if as_json:
        dump(entries)
        return
    print_table(entries, ["verdict", "kind", "theme", "subject", "sentence"])


def waves(
    fact: Annotated[
        str, typer.Argument(help="Code of a treaty, such as att, or of a kind of event.")
    ],
    release: Annotated[
        str | None, typer.Option(help="Label of a release. The newest by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the adoption of a treaty by region: parties, share, the year in which half joined."""
    from atlas.analysis.waves import RegionWave  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415
    from atlas.store.releases import state  # noqa: PLC0415
    from atlas.views.trends.dated_facts import subject_wave  # noqa: PLC0415
    from atlas.web.api.waves import wave_content  # noqa: PLC0415

    try:
        entry, adoption = subject_wave(engine(), fact, state(engine(), release).label)
    except UnknownRelease as error:
        raise no_release(release, error) from error
    if as_json:
        dump(wave_content(entry, adoption))
        return

    def line(region: RegionWave) -> dict[str, object]:
        share = region.shares[-1]
        return {
            "region": region.region,
            "parties": len(region.members),
            "states": len(region.scope),
            "share": "" if share is None else round(share, 1),
            "first": region.first_year or "",
            "half": region.half or "",
            "wait": "" if region.wait is None else round(region.wait, 1),
            "left": " ".join(region.left),
        }

    print_table(list(map(line, adoption.regions)), list(line(adoption.regions[0])))
