"""Reading releases: ``query``, ``releases`` and ``diff``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from atlas.cli.output import N_, AsJson, dump, json_records, print_table, say, t
from atlas.errors import AtlasError, InvalidParameter, UnknownRelease

if TYPE_CHECKING:
    from pandas import DataFrame


class NoRelease(AtlasError):
    """Nothing is published yet."""

    code = "no-release"
    http_status = 404
    template = "There is no release yet. Set the atlas up with: python -m atlas init"


def query(
    indicator: Annotated[
        list[str], typer.Option(help="Indicator id; repeat it or separate by commas.")
    ],
    country: Annotated[
        list[str] | None,
        typer.Option(help="ISO3 code or name; repeat it or separate by commas. All by default."),
    ] = None,
    first: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    release: Annotated[
        str | None, typer.Option(help="Label of a release. The newest by default.")
    ] = None,
    form: Annotated[Literal["csv", "json"], typer.Option("--format", help="csv or json.")] = "csv",
    as_json: AsJson = False,
) -> None:
    """Print observations of a release as CSV or JSON, with the fields of the API."""
    from atlas.codebook import codebook  # noqa: PLC0415

    book = codebook()
    indicators = [book.indicator(name).id for name in _split(indicator)]
    countries = countries_of(country)
    if not indicators:
        raise InvalidParameter(N_("Name at least one indicator."))
    if first is not None and last is not None and first > last:
        raise InvalidParameter(N_("--from {first} is after --to {last}."), first=first, last=last)
    from atlas.store import api_records, engine, frames  # noqa: PLC0415
    from atlas.store.records import api_frame  # noqa: PLC0415

    try:
        observations = frames.observations(
            engine(),
            indicators=indicators,
            countries=countries,
            first=first,
            last=last,
            release=release,
        )
    except UnknownRelease as error:
        raise no_release(release, error) from error
    if as_json or form == "json":
        dump(api_records(observations))
    else:
        typer.echo(api_frame(observations).to_csv(index=False, lineterminator="\n"), nl=False)


def no_release(label: str | None, error: UnknownRelease) -> AtlasError:
    """Return what to say when a release is missing: the first one, or the one asked for."""
    return NoRelease(NoRelease.template) if label is None else error


def countries_of(texts: list[str] | None) -> list[str] | None:
    """Return ISO3 codes, None for all; a name may hold a comma itself (“Korea, Rep.”)."""
    if not texts:
        return None
    from atlas.codebook import codebook, recognise  # noqa: PLC0415

    names = [part for text in texts for part in ([text] if recognise(text).iso3 else _split(text))]
    return [codebook().country(name).iso3 for name in names]


def _split(raw: Iterable[str] | str) -> list[str]:
    texts = [raw] if isinstance(raw, str) else raw
    parts = (part.strip() for text in texts for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def releases(as_json: AsJson = False) -> None:
    """List the releases, oldest first."""
    from atlas.store import engine, frames  # noqa: PLC0415

    records = json_records(frames.list_releases(engine()))
    if as_json:
        dump(records)
    elif not records:
        say(t(NoRelease.template))
    else:
        print_table(
            records, ["label", "published_at", "published_by", "observations", "restores", "notes"]
        )


def diff(
    old: Annotated[str, typer.Argument(metavar="RELEASE_A", help="Label of the older release.")],
    new: Annotated[str, typer.Argument(metavar="RELEASE_B", help="Label of the newer release.")],
    as_json: AsJson = False,
) -> None:
    """Print the observations and other records that differ between two releases."""
    from atlas.editorial import differences  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    database = engine()
    changes = differences.diff(database, old, new)
    others = differences.diff_records(database, old, new)
    if as_json:
        records = [row | {"kind": "observation"} for row in json_records(changes)]
        dump([*records, *json_records(others)])
        return
    if changes.empty:
        say(t("Releases {old} and {new} hold the same observations.", old=old, new=new))
    else:
        print_table(json_records(_answers(changes)), ["change", *SHOWN, "old", "new"])
    if others.empty:
        say(t("Releases {old} and {new} hold the same other records.", old=old, new=new))
    else:
        print_table(json_records(others), list(others.columns))


SHOWN = ("country", "indicator", "period", "breakdown", "source_id")


def _numbers(changes: DataFrame, side: str) -> Any:
    """Return one side's numbers: a range from end to end, a bound with its words."""
    from atlas.cli.output import cli_translator  # noqa: PLC0415
    from atlas.views.values import UNSTATED, size_texts  # noqa: PLC0415

    names = ("value", "low", "high", "value_kind")
    rows = changes[[f"{side}_{name}" for name in names]].set_axis(list(names), axis=1)
    answer = rows["value"].astype(object)
    is_unstated = rows["value_kind"].isin(UNSTATED)
    answer[is_unstated] = size_texts(rows[is_unstated], cli_translator())
    return answer


def _answers(changes: DataFrame) -> DataFrame:
    """Return the differences with one column for each side's number, category or reason."""
    result = changes[["change", *SHOWN]].copy()
    for side in ("old", "new"):
        answer = _numbers(changes, side)
        for name in ("category", "missing_reason"):
            answer = answer.where(answer.notna(), changes[f"{side}_{name}"])
        result[side] = answer
    return result
