"""Member organisations as a reader may see them, and cases of influence that they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.community.entries import EntryVersion
from atlas.community.members import Face, face
from atlas.i18n import N_, Translator, country_name, sorting
from atlas.views.community.concept import day_of
from atlas.views.community.entries import LocalisedText, localised_text

SEEN_BY = {
    "public": "",
    "members": N_("Seen by members only"),
    "pseudonymous": N_("Under a pseudonym"),
}


@dataclass(frozen=True)
class Member:
    """An organisation; ``seen_by`` says who sees it where that is not everybody."""

    entry: str
    name: str
    where: str
    expertise: tuple[str, ...]
    about: LocalisedText
    website: str
    seen_by: str
    own: bool


@dataclass(frozen=True)
class Case:
    """How an organisation influenced the sector: what worked and what did not."""

    entry: str
    title: LocalisedText
    where: str
    who: Face
    parts: tuple[tuple[str, LocalisedText], ...]
    day: str
    own: bool


def directory_members(
    entries: Iterable[EntryVersion], t: Translator, own: str | None = None
) -> list[Member]:
    """Return the organisations that a reader may see, the reader's own first."""
    result = [_member(e, t, own) for e in entries]
    return sorted(result, key=lambda m: (not m.own, sorting(m.name)))


def _member(entry: EntryVersion, t: Translator, own: str | None) -> Member:
    content = entry.content
    themes = theme_names(t)
    return Member(
        entry=entry.entry,
        name=content.name,
        where=country_and_region(content.country, content.region, t),
        expertise=tuple(themes[theme] for theme in content.expertise),
        about=localised_text(content.about, t.lang),
        website=content.website,
        seen_by=t(SEEN_BY[content.visibility]) if SEEN_BY[content.visibility] else "",
        own=entry.entry == own,
    )


def filter_organisations(
    entries: Iterable[EntryVersion], region: str, theme: str
) -> list[EntryVersion]:
    """Return the organisations of a region and with an expertise; an empty argument matches any."""
    return [
        e
        for e in entries
        if region in ("", e.content.region) and (not theme or theme in e.content.expertise)
    ]


def region_counts(entries: Iterable[EntryVersion], t: Translator) -> list[tuple[str, str, int]]:
    """Return regions of the community as (code, name, number of organisations)."""
    counts = Counter(e.content.region for e in entries)
    return [(code, name, counts[code]) for code, name in region_names(t).items()]


def cases(
    entries: Iterable[EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None = None,
) -> list[Case]:
    """Return cases, the newest first."""
    result = []
    for entry in entries:
        content = entry.content
        parts = (
            (t("Context"), content.context),
            (t("What worked"), content.worked),
            (t("What did not"), content.failed),
            (t("Products used"), content.products),
        )
        result.append(
            Case(
                entry=entry.entry,
                title=localised_text(content.title, t.lang),
                where=country_and_region(content.country, content.region, t),
                who=author_face(faces, entry.organisation, t),
                parts=tuple(
                    (name, localised_text(words, t.lang)) for name, words in parts if words
                ),
                day=day_of(entry, t),
                own=bool(own) and entry.organisation == own,
            )
        )
    return result[::-1]


def author_face(faces: Mapping[str, Face], organisation: str | None, t: Translator) -> Face:
    """Return who wrote an entry: an organisation as it is seen, or the editors."""
    if organisation is None:
        return Face("", t("The editors"), known=False)
    return face(dict(faces), organisation, t)


def country_and_region(country: str, region: str, t: Translator) -> str:
    """Return a country with its region, or the region alone."""
    region_name = t(codebook().region(region).name)
    return f"{country_name(country, t.lang)} · {region_name}" if country else region_name


def region_names(t: Translator) -> dict[str, str]:
    """Return the regions of the community, in the codebook's order."""
    regions = codebook().regions.values()
    return {r.id: t(r.name) for r in regions if r.kind == "community"}


def theme_names(t: Translator) -> dict[str, str]:
    """Return the fields of expertise: the atlas's chapters."""
    return {theme.id: t(theme.name) for theme in codebook().themes}
