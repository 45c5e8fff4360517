"""The catalogues keep to the glossary: decided terms, no forbidden words."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from atlas.i18n import LANGUAGES
from atlas.i18n.catalogue import catalogue_file, translator
from atlas.settings import DATA

GLOSSARY = tomllib.loads((DATA / "glossary.toml").read_text(encoding="utf-8"))
TRANSLATED = LANGUAGES[1:]
FIELD = re.compile(r"\{[^}]*\}")


def messages(lang: str) -> list[Message]:
    with catalogue_file("fr" if lang == "en" else lang).open("rb") as file:
        return [message for message in read_po(file) if message.id]


def texts(lang: str) -> Iterator[str]:
    for message in messages(lang):
        forms = message.id if lang == "en" else message.string
        for text in [forms] if isinstance(forms, str) else forms:
            yield FIELD.sub("X", text)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_term_has_its_decided_translation(lang: str) -> None:
    t = translator(lang)
    decided = {term["en"]: term[lang] for term in GLOSSARY["term"]}
    shown = {en: t(en).replace("\u00a0", " ") for en in decided}
    assert shown == decided


def test_every_term_is_a_message() -> None:
    known = {message.id for message in messages("en")}
    assert [term["en"] for term in GLOSSARY["term"] if term["en"] not in known] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_a_forbidden_word(lang: str) -> None:
    patterns = [re.compile(word, re.IGNORECASE) for word in GLOSSARY["forbidden"][lang]]
    wrong = [(p.pattern, text) for text in texts(lang) for p in patterns if p.search(text)]
    assert wrong == []
