"""Four languages: what is missing falls back, placeholders hold, plurals follow CLDR."""

import re

import pytest
from babel.messages.pofile import read_po

from atlas.i18n import LANGUAGES, direction, language, translator
from atlas.i18n.catalogue import PLURAL_ORDER, catalogue_file
from atlas.i18n.extract import messages

TRANSLATED = LANGUAGES[1:]
FIELD = re.compile(r"\{(\w+)(?::(?:de|le|Le))?\}")


def test_an_unknown_message_stays_english() -> None:
    assert translator("fr")("Not in the catalogue: {n}", n=3) == "Not in the catalogue: 3"


def test_tags_of_regions_find_their_language() -> None:
    assert [language(tag) for tag in ("fr-CA", "es_AR", "ar-MA", "sw", None)] == [
        "fr",
        "es",
        "ar",
        "en",
        "en",
    ]


def test_only_arabic_is_written_from_the_right() -> None:
    assert [direction(lang) for lang in LANGUAGES] == ["ltr", "ltr", "ltr", "rtl"]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_message_of_code_and_codebook_is_in_the_catalogue(lang: str) -> None:
    with catalogue_file(lang).open("rb") as file:
        catalogue = read_po(file, locale=lang)
    absent = [m.id for m in messages() if m.id and catalogue.get(m.id) is None]
    assert absent == []


def test_french_is_complete() -> None:
    assert translator("fr").completeness == 1.0


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_keep_their_placeholders(lang: str) -> None:
    with catalogue_file(lang).open("rb") as file:
        catalogue = read_po(file, locale=lang)
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        fields = set(FIELD.findall("".join(ids)))
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        for string in filter(None, strings):
            if message.id:
                assert set(FIELD.findall(string)) <= fields, message.id


@pytest.mark.parametrize("lang", TRANSLATED)
def test_plural_forms_are_as_many_as_the_language_has(lang: str) -> None:
    with catalogue_file(lang).open("rb") as file:
        assert read_po(file, locale=lang).num_plurals == len(PLURAL_ORDER[lang])


def test_french_counts_zero_as_one() -> None:
    t = translator("fr")
    one, many = "{n} observation", "{n} observations"
    assert [t.n(one, many, n) for n in (0, 1, 2)] == [
        "0 observation",
        "1 observation",
        "2 observations",
    ]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_entry_waits_for_a_translator(lang: str) -> None:
    with catalogue_file(lang).open("rb") as file:
        catalogue = read_po(file, locale=lang)
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
