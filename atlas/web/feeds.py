"""Notifications as Atom feeds (RFC 4287): releases, issues, replies. Nobody leaves an address.

``/feeds/releases.atom``, ``/feeds/issues.atom``, ``/feeds/replies.atom``, each with ``lang``. What
they tell comes from ``atlas.export.community`` and the stored replies that are shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.codebook import codebook
from atlas.export import community as public
from atlas.i18n import N_, Translator, country_name, translator
from atlas.store import engine, frames, replies
from atlas.text import tidy
from atlas.views.community.entries import STATES, localised_text
from atlas.web.api import answers, parameters
from atlas.web.api.response_cache import ResponseBody

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST = 50  # entries of a feed, the newest
AUTHORITY = "tag:security-sector-atlas,2026:"  # RFC 4151: ids that need no address
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Item:
    """One entry of a feed; ``path`` is a page of the atlas."""

    key: str
    title: str
    summary: str
    path: str
    at: dt.datetime


def release_items(database: Engine, t: Translator) -> list[Item]:
    """Return the releases, the newest first."""
    rows = frames.list_releases(database).iloc[::-1]
    return [
        Item(
            f"release/{row.label}",
            t("Release {release}", release=row.label),
            str(row.notes),
            f"/changes?{urlencode({'release': row.label, 'lang': t.lang})}",
            _utc(row.published_at),
        )
        for row in rows.itertuples()
    ]


def issue_items(database: Engine, t: Translator) -> list[Item]:
    """Return the issues by when their newest version was let through."""
    names = codebook().regions
    items = []
    for row in public.public_entries(database, "issue", t.lang):
        at = dt.datetime.fromisoformat(row["published"]).replace(tzinfo=dt.UTC)
        where = " · ".join(t(names[r].name) for r in row["regions"])
        parts = [t(STATES[row["state"]]), where, localised_text(row["context"], t.lang).text]
        items.append(
            Item(
                f"{row['id']}/{row['version']}",
                localised_text(row["statement"], t.lang).text,
                " — ".join(part for part in parts if part),
                f"/issues?{urlencode({'issue': row['id'], 'lang': t.lang})}",
                at,
            )
        )
    return sorted(items, key=lambda item: item.at, reverse=True)


def reply_items(database: Engine, t: Translator) -> list[Item]:
    """Return governments' replies that are shown, the newest first."""
    items = []
    for reply in replies.replies(database):
        place = reply.place
        country = country_name(place.country, t.lang)
        about = t(_subject(place.kind, place.subject))
        title = t("Government of {country}: {about}", country=country, about=about)
        path = f"/country?{urlencode({'country': place.country, 'lang': t.lang})}"
        at = _utc(reply.shown_at or reply.at)
        items.append(Item(f"reply/{reply.id}", title, reply.statement, path, at))
    return sorted(items, key=lambda item: item.at, reverse=True)


def _subject(kind: str, subject: str) -> str:
    book = codebook()
    if kind == "observation":
        return book.indicators[subject].name
    return book.questions[subject].text


Source = Callable[[Engine, Translator], list[Item]]
FEEDS: dict[str, tuple[str, Source]] = {
    "releases": (N_("Releases"), release_items),
    "issues": (N_("Issues"), issue_items),
    "replies": (N_("Replies of governments"), reply_items),
}


def atom(name: str, items: list[Item], t: Translator, base: str) -> bytes:
    """Return a feed as XML; ``base`` is the address that the reader used, without a path."""
    title, _ = FEEDS[name]
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": t.lang})
    _text(feed, "id", f"{AUTHORITY}{name}/{t.lang}")
    _text(feed, "title", f"{t('{label}:', label=t('Security Sector Atlas'))} {t(title)}")
    _text(feed, "updated", max((i.at for i in items), default=EPOCH).isoformat(timespec="seconds"))
    ET.SubElement(feed, "link", {"rel": "self", "href": f"{base}/feeds/{name}.atom?lang={t.lang}"})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{base}/"})
    _text(ET.SubElement(feed, "author"), "name", t("Security Sector Atlas"))
    for item in items[:MOST]:
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", f"{AUTHORITY}{item.key}")
        _text(entry, "title", item.title)
        _text(entry, "updated", item.at.isoformat(timespec="seconds"))
        ET.SubElement(entry, "link", {"rel": "alternate", "href": f"{base}{item.path}"})
        if item.summary:
            _text(entry, "summary", item.summary)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def feed_handler(name: str) -> answers.Work:
    """Return the work of a feed's route."""

    def answer(request: Request) -> Response:
        parameters.reject_unknown(request.query_params, ("lang",))
        t = translator(parameters.language_code(request.query_params))
        body = atom(name, FEEDS[name][1](engine(), t), t, str(request.base_url).rstrip("/"))
        tag = answers.etag("feed", name, hashlib.sha256(body).hexdigest())
        return answers.cached_response(
            request, tag, lambda: ResponseBody(body), media_type=MEDIA_TYPE
        )

    return answer


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = tidy(text)  # a sign that XML forbids ends every reader


def _utc(moment: Any) -> dt.datetime:
    at = dt.datetime.fromisoformat(str(moment))
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)


routes = [Route(f"/feeds/{name}.atom", answers.api_endpoint(feed_handler(name))) for name in FEEDS]
