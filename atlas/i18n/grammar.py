"""Names of countries in French sentences: « du Sénégal », « la Colombie », « d’Haïti ».

A French translation asks for a form of a name with ``{country:de}``, ``{country:le}`` or, at
the start of a sentence, ``{country:Le}``. Other names keep their words: « de X », « d’X ».
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from atlas.codebook import codebook, local_name
from atlas.codebook.load import FOLDER

FORM = re.compile(r"\{(\w+):(de|le|Le)\}")
VOWELS = tuple("AEIOUÂÉÈÎÔaeiouâéèîô")
MUTE = ("Haïti",)
DEFINITE = {"masculine": "le ", "feminine": "la ", "plural": "les ", "bare": "", "elided": "l’"}
GENITIVE = {
    "masculine": "du ",
    "feminine": "de la ",
    "plural": "des ",
    "bare": "de ",
    "elided": "de l’",
}


def with_forms(text: str, params: Mapping[str, object]) -> str:
    """Return a template whose fields with a form are filled; the other fields stay.

    Examples
    --------
    >>> with_forms("Gouvernement {country:de} ({n})", {"country": "Sénégal"})
    'Gouvernement du Sénégal ({n})'
    """

    def name(match: re.Match[str]) -> str:
        text = inflect_name(str(params[match[1]]), match[2])
        return text.replace("{", "{{").replace("}", "}}")

    return FORM.sub(name, text)


def inflect_name(name: str, form: str) -> str:
    """Return a French name in one of the forms ``de``, ``le`` and ``Le``.

    Examples
    --------
    >>> [inflect_name(name, "de") for name in ("Colombie", "Algérie", "Pays-Bas", "Haïti", "Cuba")]
    ['de la Colombie', 'de l’Algérie', 'des Pays-Bas', 'd’Haïti', 'de Cuba']
    """
    article = _articles().get(name, "bare")
    elides = name.startswith((*VOWELS, *MUTE))
    if article in {"masculine", "feminine"} and elides:
        article = "elided"
    if form == "de":
        return f"d’{name}" if article == "bare" and elides else GENITIVE[article] + name
    definite = DEFINITE[article] + name
    return definite[0].upper() + definite[1:] if form == "Le" else definite


@lru_cache(maxsize=1)
def _articles() -> dict[str, str]:
    lists = tomllib.loads((FOLDER / "articles.toml").read_text(encoding="utf-8"))
    articles = {iso3: article for article, members in lists.items() for iso3 in members}
    names = {iso3: local_name(iso3, "fr") for iso3 in codebook().countries}
    return {name: articles.get(iso3) or _by_ending(name) for iso3, name in names.items()}


def _by_ending(name: str) -> str:
    return "feminine" if re.split(r"[ -]", name)[0].endswith("e") else "masculine"
