"""What the community's entries say, in the language that the reader reads best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.i18n import LANGUAGES, N_, direction

STATES: dict[str, str] = {
    "open": N_("Open"),
    "discussed": N_("Under discussion"),
    "agreed": N_("Agreed"),
    "closed": N_("Closed"),
    "merged": N_("Merged into another"),
    "planned": N_("Planned"),
    "under-way": N_("Under way"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    "begun": N_("Begun"),
    "reached": N_("Reached"),
}
REACH = {"common": N_("Common"), "particular": N_("Particular")}
STEPS = {
    "question": N_("Question asked"),
    "data": N_("Data provided"),
    "reply": N_("Reply"),
    "change": N_("Change made to the atlas"),
}
SIDES = {"need": N_("Need"), "offer": N_("Offer")}
VISIBILITY = {
    "public": N_("Public: everybody sees name and contact"),
    "members": N_("Members only: the public sees a region"),
    "pseudonymous": N_("Pseudonym: nobody sees the name"),
}


@dataclass(frozen=True)
class LocalisedText:
    """Words in one language; ``own`` tells whether it is the reader's."""

    text: str
    lang: str
    dir: str
    own: bool

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.text)


def localised_text(words: Mapping[str, str], lang: str) -> LocalisedText:
    """Return words in the reader's language, else in English, else in whichever there is."""
    for code in (lang, "en", *LANGUAGES, *words):
        if words.get(code):
            return LocalisedText(words[code], code, direction(code), own=code == lang)
    return LocalisedText("", lang, direction(lang), own=True)
