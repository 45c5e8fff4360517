"""Treaties in words: what a state did under one."""

from __future__ import annotations

from atlas.codebook import codebook
from atlas.i18n import Translator


def action_name(code: str, t: Translator) -> str:
    """Return the name of an action; a code that the codebook does not know stays as it is."""
    term = codebook().vocabulary.actions.get(code)
    return t(term.name) if term else code
