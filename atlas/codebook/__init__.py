"""What can be recorded: themes, indicators, vocabularies, countries, regions, peer groups.

The codebook is text in ``data/codebook``, validated on load. Imports nothing of the atlas
but errors and settings.
"""

from atlas.codebook.load import Codebook, CodebookError, codebook
from atlas.codebook.model import Country, Indicator, MissingReason, Region, Theme
from atlas.codebook.names import Recognition, local_name, recognise
from atlas.codebook.vocabulary import Organisation, Question, Term

__all__ = [
    "Codebook",
    "CodebookError",
    "Country",
    "Indicator",
    "MissingReason",
    "Organisation",
    "Question",
    "Recognition",
    "Region",
    "Term",
    "Theme",
    "codebook",
    "local_name",
    "recognise",
]
