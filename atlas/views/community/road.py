"""The road so far: stations in the order of time, on an axis and on the world's drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.community.entries import EntryVersion
from atlas.geometry import world_point, world_svg
from atlas.geometry.files import LAND_HEIGHT
from atlas.i18n import Translator, country_name
from atlas.views.community.entries import LocalisedText, localised_text
from atlas.views.timeline.dates import date_range_text

ROUTE = "#c1603f"  # reads on light and dark pages


@dataclass(frozen=True)
class Station:
    """A meeting; ``x`` and ``y`` are percentages of the map, ``along`` of the axis of time."""

    number: int
    title: LocalisedText
    country: str
    when: str
    about: LocalisedText
    x: float
    y: float
    along: float


@dataclass(frozen=True)
class MapPoint:
    """A point of the map with the numbers of the stations that share it."""

    x: float
    y: float
    numbers: tuple[int, ...]
    name: str


def stations(entries: Iterable[EntryVersion], t: Translator) -> list[Station]:
    """Return the stations from first to last."""
    in_order = sorted(entries, key=lambda e: e.content.start)
    if not in_order:
        return []
    first, last = axis_years(in_order)
    return [_station(n, e, first, last, t) for n, e in enumerate(in_order, start=1)]


def axis_years(entries: Sequence[EntryVersion]) -> tuple[int, int]:
    """Return the year at the beginning of the axis and the one at its end."""
    years = [int(e.content.start[:4]) for e in entries]
    return min(years), max(years) + 1


def _station(number: int, entry: EntryVersion, first: int, last: int, t: Translator) -> Station:
    said_of = entry.content
    left, top, width, _ = world_svg()["viewBox"]
    x, y = world_point(said_of.longitude, said_of.latitude)
    return Station(
        number=number,
        title=localised_text(said_of.title, t.lang),
        country=country_name(said_of.country, t.lang),
        when=date_range_text(said_of.start, said_of.end, t.lang),
        about=localised_text(said_of.about, t.lang),
        x=round(100 * (x - left) / width, 2),
        y=round(100 * (y - top) / LAND_HEIGHT, 2),
        along=round(100 * (_year(said_of.start) - first) / (last - first), 2),
    )


def _year(day: str) -> float:
    """Return a date as a year with its fraction: a month stands in its middle."""
    year, month, date = (int(part) for part in f"{day}-07-15"[:10].split("-"))
    return year + (month - 1) / 12 + (date - 1) / 372


def map_points(stations: Iterable[Station]) -> list[MapPoint]:
    """Return one point for stations at the same place."""
    by_point: dict[tuple[float, float], list[Station]] = {}
    for each in stations:
        by_point.setdefault((each.x, each.y), []).append(each)
    return [
        MapPoint(x, y, tuple(s.number for s in group), group[0].title.text)
        for (x, y), group in by_point.items()
    ]


def route(stations: Sequence[Station]) -> str:
    """Return an SVG of the way from station to station, over the whole map."""
    width = world_svg()["viewBox"][2]
    points = [(s.x * width / 100, s.y * LAND_HEIGHT / 100) for s in stations]
    legs = [_bow(a, b) for a, b in zip(points, points[1:], strict=False) if a != b]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {LAND_HEIGHT}">'
        f'<path d="{"".join(legs)}" fill="none" stroke="{ROUTE}" stroke-width="3.5" '
        'stroke-dasharray="3 9" stroke-linecap="round"/></svg>'
    )


def _bow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a leg that bows a little, so that ways there and back are told apart."""
    (ax, ay), (bx, by) = start, end
    middle = (ax + bx) / 2 + (by - ay) * 0.12, (ay + by) / 2 - (bx - ax) * 0.12
    return f"M{ax:.0f} {ay:.0f}Q{middle[0]:.0f} {middle[1]:.0f} {bx:.0f} {by:.0f}"
