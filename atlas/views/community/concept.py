"""The community's texts and objectives, with the versions before the one that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.community.entries import EntryVersion
from atlas.i18n import Translator, date
from atlas.views.addresses import address_title
from atlas.views.community.entries import STATES, LocalisedText, localised_text

PROGRESS = ("begun", "under-way", "reached")


@dataclass(frozen=True)
class Version:
    """A version of a text: its number and the day on which it was let through."""

    number: int
    day: str
    title: LocalisedText
    body: LocalisedText


@dataclass(frozen=True)
class Text:
    """A text of the community; ``before`` are its earlier versions, the newest first."""

    entry: str
    now: Version
    before: tuple[Version, ...]


@dataclass(frozen=True)
class Aim:
    """An objective; ``done`` of ``steps`` steps are made. ``views`` are addresses with names."""

    entry: str
    statement: LocalisedText
    done: int
    steps: int
    progress: str
    result: LocalisedText
    views: tuple[tuple[str, str], ...]
    now: str


def concept_text(versions: Sequence[EntryVersion], t: Translator) -> Text:
    """Return a text from its published versions, the newest first."""
    texts = [_version(e, t) for e in versions]
    return Text(versions[0].entry, texts[0], tuple(texts[1:]))


def _version(entry: EntryVersion, t: Translator) -> Version:
    title, body = (
        localised_text(entry.content.title, t.lang),
        localised_text(entry.content.body, t.lang),
    )
    return Version(entry.version, day_of(entry, t), title, body)


def aims(entries: Iterable[EntryVersion], t: Translator) -> list[Aim]:
    """Return the objectives in their order."""
    return [_aim(e, t) for e in entries]


def _aim(entry: EntryVersion, t: Translator) -> Aim:
    content = entry.content
    return Aim(
        entry=entry.entry,
        statement=localised_text(content.statement, t.lang),
        done=PROGRESS.index(content.progress) + 1,
        steps=len(PROGRESS),
        progress=t(STATES[content.progress]),
        result=localised_text(content.result, t.lang),
        views=tuple((view, address_title(view, t)) for view in content.views),
        now=t("Version {number}, {date}", number=entry.version, date=day_of(entry, t)),
    )


def day_of(entry: EntryVersion, t: Translator) -> str:
    """Return the day on which a version was let through."""
    at = entry.reviewed_at or entry.proposed_at
    return date(at.date(), t.lang)
