"""Languages: catalogues, numbers, dates, country names and direction of writing.

``translator(lang)`` is the one way to turn an English message into the reader's
language; numbers and names come from CLDR through Babel. Imports the codebook only.
"""

from atlas.i18n.catalogue import LANGUAGES, N_, Translator, direction, language, translator
from atlas.i18n.names import country_name, language_in, language_name, sorting
from atlas.i18n.numbers import apart, date, fixed, number, percent, plain, quantity

__all__ = [
    "LANGUAGES",
    "N_",
    "Translator",
    "apart",
    "country_name",
    "date",
    "direction",
    "fixed",
    "language",
    "language_in",
    "language_name",
    "number",
    "percent",
    "plain",
    "quantity",
    "sorting",
    "translator",
]
