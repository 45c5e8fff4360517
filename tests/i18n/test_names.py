"""Names of countries: CLDR's, our own for delicate ones, and French articles in sentences."""

import csv

import pytest

from atlas.codebook import codebook, recognise
from atlas.i18n import LANGUAGES, country_name, translator
from atlas.i18n.grammar import inflect_name
from atlas.settings import DATA

with (DATA / "codebook/country_names.csv").open(encoding="utf-8", newline="") as file:
    OWN = list(csv.DictReader(file))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_delicate_countries_have_our_own_names(lang: str) -> None:
    assert [country_name(row["iso3"], lang) for row in OWN] == [row[lang] for row in OWN]


def test_every_own_name_has_its_reason() -> None:
    assert [row["iso3"] for row in OWN if not row["reason"].endswith(".")] == []


def test_palestine_is_one_name_in_all_languages() -> None:
    assert [country_name("PSE", lang) for lang in LANGUAGES] == [
        "Palestine",
        "Palestine",
        "Palestina",
        "فلسطين",
    ]


def test_spanish_names_are_latin_americas() -> None:
    names = {iso3: country_name(iso3, "es") for iso3 in ("ROU", "SAU", "QAT", "BIH")}
    assert names == {
        "ROU": "Rumania",
        "SAU": "Arabia Saudita",
        "QAT": "Qatar",
        "BIH": "Bosnia-Herzegovina",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_that_is_shown_is_recognised(lang: str) -> None:
    wrong = [c for c in codebook().countries if recognise(country_name(c, lang)).iso3 not in {c}]
    assert wrong == []


@pytest.mark.parametrize(
    ("iso3", "of", "definite"),
    [
        ("SEN", "du Sénégal", "le Sénégal"),
        ("COL", "de la Colombie", "la Colombie"),
        ("DZA", "de l’Algérie", "l’Algérie"),
        ("USA", "des États-Unis", "les États-Unis"),
        ("MEX", "du Mexique", "le Mexique"),
        ("HND", "du Honduras", "le Honduras"),
        ("HUN", "de la Hongrie", "la Hongrie"),
        ("YEM", "du Yémen", "le Yémen"),
        ("CIV", "de la Côte d’Ivoire", "la Côte d’Ivoire"),
        ("SLE", "de la Sierra Leone", "la Sierra Leone"),
        ("HTI", "d’Haïti", "Haïti"),
        ("CUB", "de Cuba", "Cuba"),
        ("ISR", "d’Israël", "Israël"),
        ("GBR", "du Royaume-Uni", "le Royaume-Uni"),
    ],
)
def test_french_names_have_their_article(iso3: str, of: str, definite: str) -> None:
    name = country_name(iso3, "fr")
    assert (inflect_name(name, "de"), inflect_name(name, "le")) == (of, definite)


def test_a_sentence_of_a_country_has_the_article_and_keeps_other_fields() -> None:
    t = translator("fr")
    assert t("Government of {country}", country="Sénégal") == "Gouvernement du Sénégal"
    said = t("{country} among its peers", country="Colombie")
    assert said == "La Colombie parmi les pays comparables"
    about = t("Government of {country}: {about}", country="{x}", about="{y}")
    assert about == "Gouvernement de {x}\u00a0: {y}"
