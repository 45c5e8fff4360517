"""A proposal that was overtaken by another: joined where they change different things."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from atlas.community.errors import Overtaken
from atlas.community.kinds import Contact, Content

MISSING = object()  # what a blanked version said: it equals nothing
APART = object()


def rebase_content(base: Content | None, own: Content, standing: Content, version: int) -> Content:
    """Return ``own`` changes, made on ``base``, joined with what ``standing`` says meanwhile.

    ``version`` is the standing one's number. Texts are joined language by language.

    Raises
    ------
    Overtaken
    """
    values, fields = {}, []
    for name in type(own).model_fields:
        before = getattr(base, name) if base is not None else MISSING
        value = _merge(before, getattr(own, name), getattr(standing, name))
        if value is APART:
            fields.append(name)
        values[name] = value
    if isinstance(own, Contact) and isinstance(base, Contact) and isinstance(standing, Contact):
        fields += _conflicting_sides(base, own, standing)
    if fields:
        raise Overtaken(version, fields)
    try:
        return type(own).model_validate(values)
    except ValidationError as error:
        names = {str(part["loc"][0]) if part["loc"] else "" for part in error.errors()}
        raise Overtaken(version, sorted(names)) from error


def _merge(before: Any, own: Any, standing: Any) -> Any:
    if standing in (own, before):
        return own
    if own == before:
        return standing
    if all(isinstance(value, dict) for value in (before, own, standing)):
        return _texts(before, own, standing)
    return APART


def _texts(before: dict[str, str], own: dict[str, str], standing: dict[str, str]) -> Any:
    result = {}
    for lang in {**standing, **own}:
        text = _merge(before.get(lang, ""), own.get(lang, ""), standing.get(lang, ""))
        if text is APART:
            return APART
        if text:
            result[lang] = text
    return result


def _conflicting_sides(base: Contact, own: Contact, standing: Contact) -> list[str]:
    """Return the side that would come to stand beside words that it was not written to."""
    society_differs = (own.society != base.society, standing.society != base.society)
    state_differs = (own.state != base.state, standing.state != base.state)
    if (society_differs[0] and state_differs[1]) or (state_differs[0] and society_differs[1]):
        return ["society" if society_differs[0] else "state"]
    return []
