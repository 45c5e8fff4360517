"""Actions, rounds and meetings as a calendar file (RFC 5545): ``/calendar.ics``."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.export import community as public
from atlas.i18n import Translator, country_name, translator
from atlas.store import engine
from atlas.text import line, tidy
from atlas.views.community.entries import STATES, localised_text
from atlas.web.api import answers, parameters
from atlas.web.api.response_cache import ResponseBody

MEDIA_TYPE = "text/calendar; charset=utf-8"
HOST = "security-sector-atlas"
MONTHS = 12


def calendar(database: Engine, t: Translator) -> bytes:
    """Return all dated entries as all-day events; a month or a year is that whole time."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - it costs the start 0.1 s

    document = Calendar.new(prodid=f"-//{HOST}//{t.lang}", name=t("Security Sector Atlas"))
    for row in _event_rows(database, t):
        event = Event.new(**row)
        document.add_component(event)
    return bytes(document.to_ical())


def day_bounds(start: str, end: str) -> tuple[dt.date, dt.date]:
    """Return the first day and the day after the last of ``2026``, ``2026-05`` or a day.

    Examples
    --------
    >>> day_bounds("2026-05", "")
    (datetime.date(2026, 5, 1), datetime.date(2026, 6, 1))
    """
    return _bounds(start)[0], _bounds(end or start)[1]


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if day:
        first = dt.date(year, month, day)
        return first, first + dt.timedelta(days=1)
    if month:
        after = (year + 1, 1) if month == MONTHS else (year, month + 1)
        return dt.date(year, month, 1), dt.date(*after, 1)
    return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)


def _event_rows(database: Engine, t: Translator) -> list[dict[str, Any]]:
    rows = []
    for row in public.public_entries(database, "action", t.lang):
        names = [row["owner"]["name"], *(p["name"] for p in row["partners"])]
        about = [
            t(STATES[row["state"]]),
            ", ".join(names),
            localised_text(row["result"], t.lang).text,
        ]
        said_of = "\n".join(part for part in about if part)
        rows.append(_event(row, localised_text(row["title"], t.lang).text, said_of))
    for row in public.public_priorities(database):
        fields = row | {"start": row["opens"], "end": row["closes"], "published": row["opens"]}
        rows.append(
            _event(fields, localised_text(row["title"], t.lang).text, t("Ranking of issues"))
        )
    for row in public.public_entries(database, "meeting", t.lang):
        where = [localised_text(row["city"], t.lang).text, country_name(row["country"], t.lang)]
        place = ", ".join(dict.fromkeys(part for part in where if part))
        text = localised_text(row["about"], t.lang).text
        rows.append(
            _event(row, localised_text(row["title"], t.lang).text, text) | {"location": line(place)}
        )
    return rows


def _event(row: dict[str, Any], title: str, text: str) -> dict[str, Any]:
    first, after = day_bounds(row["start"], row["end"])
    stamp = dt.datetime.fromisoformat(row["published"]).replace(tzinfo=dt.UTC)
    return {
        "uid": f"{row['id']}@{HOST}",
        "summary": line(title),
        "description": tidy(text) or None,
        "start": first,
        "end": after,
        "stamp": stamp,
    }


def serve_calendar(request: Request) -> Response:
    """Answer with the calendar."""
    parameters.reject_unknown(request.query_params, ("lang",))
    body = calendar(engine(), translator(parameters.language_code(request.query_params)))
    headers = {"Content-Disposition": 'attachment; filename="security-sector-atlas.ics"'}
    tag = answers.etag("calendar", hashlib.sha256(body).hexdigest())
    return answers.cached_response(
        request, tag, lambda: ResponseBody(body, headers), media_type=MEDIA_TYPE
    )


routes = [Route("/calendar.ics", answers.api_endpoint(serve_calendar))]
