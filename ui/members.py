"""Who reads the community's pages: everybody, a member, an editor; and how organisations look."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from atlas.community import members
from atlas.community.members import Face
from atlas.editorial.permissions import Account
from atlas.i18n import Translator
from atlas.views.community.entries import LocalisedText, localised_text
from ui import account, frames


@dataclass(frozen=True)
class Reader:
    """A reader of the community's pages.

    ``member`` is true for whoever sees what is for members; ``organisation`` is the entry of the
    organisation that the reader speaks for, None without one.
    """

    account: Account | None
    member: bool
    organisation: str | None

    @property
    def name(self) -> str:
        """Return the account's name for commands; a command refuses an empty one."""
        return self.account.name if self.account else ""

    def has(self, action: str) -> bool:
        """Tell whether the reader's role allows an action."""
        return self.account is not None and self.account.has(action)


def current() -> Reader:
    """Return who reads, asked of the database at every rerun."""
    who = account.current()
    engine = frames.engine()
    speaks_for = members.speaks_for(engine, who)
    return Reader(who, members.is_member(engine, who), speaks_for)


def faces(reader: Reader, t: Translator) -> dict[str, Face]:
    """Return how each organisation is named to this reader."""
    return members.faces(frames.engine(), t, members=reader.member)


def spoken(words: dict[str, str], t: Translator) -> LocalisedText:
    """Return words in the reader's language, else in one there is."""
    return localised_text(words, t.lang)


def words(label: str, key: str, texts: dict[str, str], t: Translator) -> dict[str, str]:
    """Ask for a text in the reader's language; what it says in others stays."""
    text = st.text_area(label, value=texts.get(t.lang, ""), key=f"{key}-{t.lang}")
    return written(text, texts, t)


def written(text: str, texts: dict[str, str], t: Translator) -> dict[str, str]:
    """Return words with a text in the reader's language; what they say in others stays."""
    others = {code: value for code, value in texts.items() if code != t.lang}
    return {**others, t.lang: text} if text.strip() else others
