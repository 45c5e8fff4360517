"""What differs between two versions of an entry, field by field, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atlas.codebook import codebook
from atlas.community.kinds import Content, Link
from atlas.community.members import Face
from atlas.i18n import N_, Translator, country_name, date, direction, language_in
from atlas.views.addresses import address_title
from atlas.views.community.entries import REACH, SIDES, STATES, STEPS, VISIBILITY, LocalisedText

LABELS: dict[str, str] = {
    "statement": N_("Statement"),
    "context": N_("Context and needs"),
    "regions": N_("Regions"),
    "region": N_("Region"),
    "reach": N_("Common or particular"),
    "indicators": N_("Indicators"),
    "questions": N_("Questions of law"),
    "views": N_("Views of the atlas"),
    "view": N_("View of the atlas"),
    "documents": N_("Documents"),
    "state": N_("Status of work"),
    "summary": N_("Summary of the discussion"),
    "merged_into": N_("Merged into"),
    "name": N_("Name"),
    "visibility": N_("Who sees it"),
    "pseudonym": N_("Pseudonym"),
    "country": N_("Country"),
    "expertise": N_("Fields of expertise"),
    "about": N_("About"),
    "website": N_("Website"),
    "title": N_("Title"),
    "body": N_("Text"),
    "position": N_("Place in the list"),
    "progress": N_("Progress"),
    "result": N_("Result"),
    "city": N_("City"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "start": N_("Begins"),
    "end": N_("Ends"),
    "worked": N_("What worked"),
    "failed": N_("What did not work"),
    "products": N_("Products used"),
    "side": N_("Need or offer"),
    "theme": N_("Theme"),
    "words": N_("Text"),
    "until": N_("Until"),
    "issue": N_("Issue"),
    "owner": N_("Owner"),
    "partners": N_("Partners"),
    "evidence": N_("Evidence"),
    "step": N_("Step"),
    "institution": N_("Institution"),
    "organisation": N_("Organisation"),
    "date": N_("Date"),
    "society": N_("In the words of civil society"),
    "issues": N_("Issues"),
    "opens": N_("Opens"),
    "closes": N_("Closes"),
    "before": N_("Previous round"),
}
STATE_SIDE = N_("In the words of the state")  # a contact's field of the same name
CODES = {
    "reach": REACH,
    "state": STATES,
    "progress": STATES,
    "side": SIDES,
    "step": STEPS,
    "visibility": VISIBILITY,
}
DATES = frozenset({"start", "end", "until", "date", "opens", "closes"})
ENTRIES = frozenset({"issue", "issues", "merged_into", "before"})
SPEAKERS = frozenset({"owner", "partners", "organisation"})


@dataclass(frozen=True)
class Names:
    """What entries and organisations are called for one reader."""

    entries: Mapping[str, LocalisedText] = field(default_factory=dict)
    faces: Mapping[str, Face] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; ``language`` names that of a text, empty for anything else."""

    label: str
    language: str
    before: tuple[LocalisedText, ...]
    after: tuple[LocalisedText, ...]


def changes(
    before: Content | None, after: Content, names: Names, t: Translator
) -> list[FieldChange]:
    """Return what a version changed against another; against None, all that it says."""
    field_changes: list[FieldChange] = []
    for name in type(after).model_fields:
        old, new = getattr(before, name, None), getattr(after, name)
        if old == new or (before is None and new in ("", None, (), {})):
            continue
        if isinstance(new, dict):
            field_changes += _texts(name, old or {}, new, t)
        else:
            label = t(LABELS.get(name, name))
            field_changes.append(
                FieldChange(label, "", _pieces(name, old, names, t), _pieces(name, new, names, t))
            )
    return field_changes


def _texts(
    name: str, old: Mapping[str, str], new: Mapping[str, str], t: Translator
) -> list[FieldChange]:
    label = t(STATE_SIDE if name == "state" else LABELS.get(name, name))
    return [
        FieldChange(
            label,
            language_in(code, t.lang),
            _text(old.get(code, ""), code),
            _text(new.get(code, ""), code),
        )
        for code in dict.fromkeys((*old, *new))
        if old.get(code) != new.get(code)
    ]


def _text(text: str, code: str) -> tuple[LocalisedText, ...]:
    return (LocalisedText(text, code, direction(code), own=True),) if text else ()


def _pieces(name: str, value: Any, names: Names, t: Translator) -> tuple[LocalisedText, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(_piece(name, each, names, t) for each in values if each not in ("", None))


def _piece(name: str, value: Any, names: Names, t: Translator) -> LocalisedText:
    if name in ENTRIES and value in names.entries:
        return names.entries[value]
    return LocalisedText(_value_text(name, value, names, t), t.lang, "auto", own=True)


def _value_text(name: str, value: Any, names: Names, t: Translator) -> str:
    if isinstance(value, Link):
        return f"{value.title} ({value.url})" if value.url else value.title
    if name in CODES:
        return t(CODES[name].get(value, value))
    if name in DATES and len(str(value)) == len("2026-01-31"):
        return date(value, t.lang)
    if name in SPEAKERS and value in names.faces:
        return names.faces[value].name
    finder = _finders(t).get(name)
    return finder(value) if finder else str(value)


def _finders(t: Translator) -> dict[str, Callable[[str], str]]:
    book = codebook()
    themes = {theme.id: t(theme.name) for theme in book.themes}

    def region(code: str) -> str:
        return t(book.region(code).name)

    def theme(code: str) -> str:
        return themes.get(code, code)

    def view(address: str) -> str:
        return address_title(address, t)

    return {
        "regions": region,
        "region": region,
        "theme": theme,
        "expertise": theme,
        "view": view,
        "views": view,
        "indicators": lambda code: t(book.indicator(code).name),
        "questions": lambda code: t(book.question(code).short),
        "country": lambda code: country_name(code, t.lang),
    }
