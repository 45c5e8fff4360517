"""Commands of the editors' desk: who acts, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from atlas.errors import AtlasError, InvalidParameter
from atlas.i18n import N_, Translator
from ui import account, state

T = TypeVar("T")
STATUSES = {
    "open": N_("Open"),
    "submitted": N_("Awaiting review"),
    "approved": N_("Approved"),
    "returned": N_("Returned"),
    "rejected": N_("Rejected"),
    "published": N_("Published"),
    "replaced": N_("Replaced by another submission before publication"),
    "withdrawn": N_("Withdrawn"),
    "discarded": N_("Discarded"),
    "waiting": N_("Awaiting review"),
    "cancelled": N_("Cancelled"),
    "failed": N_("Failed"),
}


def acting() -> str:
    """Return the name of who is signed in at this moment, whatever the page was drawn for.

    Raises
    ------
    InvalidParameter
    """
    reader = account.current()
    if reader is None:
        raise InvalidParameter(N_("You are signed out. Sign in again; nothing is lost."))
    return reader.name


def attempt(command: Callable[..., T], *arguments: Any, **keywords: Any) -> T | None:
    """Run a command in the name of who is signed in; a refusal is shown on the page."""
    try:
        return command(*arguments, by=acting(), **keywords)
    except AtlasError as error:
        state.complain(error)
        return None


def did(command: Callable[..., object], *arguments: Any, **keywords: Any) -> bool:
    """Run a command like ``attempt``; tell whether it was done."""

    def done(*args: Any, **words: Any) -> bool:
        command(*args, **words)
        return True

    return attempt(done, *arguments, **keywords) is True


def said(code: str, t: Translator) -> str:
    """Return a status in the reader's language."""
    return t(STATUSES.get(code, code))
