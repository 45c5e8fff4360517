"""Languages: catalogues, numbers, dates, country names and direction of writing.

``translator(lang)`` is the one way to turn an English message into the reader's
language; numbers and names come from CLDR through Babel. Imports the codebook only.
"""

from atlas.i18n.catalogue import LANGUAGES, N_, Translator, direction, language, translator
from atlas.i18n.names import country_name, language_in, language_name, sorting
from atlas.i18n.numbers import apart, date, fixed, joined_to_unit, number, percent, plain, quantity
from atlas.i18n.spans import figure, figure_with_unit, of_indicator, of_size, span, written

__all__ = [
    "LANGUAGES",
    "N_",
    "Translator",
    "apart",
    "country_name",
    "date",
    "direction",
    "figure",
    "figure_with_unit",
    "fixed",
    "joined_to_unit",
    "language",
    "language_in",
    "language_name",
    "number",
    "of_indicator",
    "of_size",
    "percent",
    "plain",
    "quantity",
    "sorting",
    "span",
    "translator",
    "written",
]
