"""Message catalogues: gettext PO files, read as they are (no compiled copies to drift)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from atlas import settings
from atlas.i18n.grammar import with_forms
from atlas.settings import ASSETS

LANGUAGES = settings.LANGUAGES
LOCALE = ASSETS / "locale"


def language(code: str | None) -> str:
    """Return the supported language of a tag such as ``fr-CA``, else English."""
    short = (code or "").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else "en"


@lru_cache
def direction(lang: str) -> str:
    """Return ``rtl`` or ``ltr``; a language that CLDR does not know is written from the left.

    Examples
    --------
    >>> direction("ar"), direction("es"), direction("pt-BR"), direction("xx")
    ('rtl', 'ltr', 'ltr', 'ltr')
    """
    try:
        return str(Locale.parse(lang, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


def N_(message: str) -> str:
    """Mark a message for the catalogues where it stands; it is translated where it is shown."""
    return message


class Translator:
    """Says English message templates in one language; what is missing stays English.

    Examples
    --------
    >>> translator("en")("{n} of {total}", n=3, total=4)
    '3 of 4'
    """

    def __init__(self, lang: str, catalog: Catalog) -> None:
        self.lang = lang
        self._catalog = catalog

    def __call__(self, message: str, /, **params: object) -> str:
        """Translate a template and fill its ``str.format`` fields."""
        entry = self._catalog.get(message) if message else None
        text = entry.string if entry and isinstance(entry.string, str) and entry.string else message
        return self._fill(text, params) if params else text

    def n(self, one: str, many: str, count: float, /, **params: object) -> str:
        """Translate a message whose form follows a number, by the language's CLDR plural rule."""
        entry = self._catalog.get(one)
        forms = entry.string if entry and isinstance(entry.string, tuple | list) else ()
        position = self._plural(count)
        text = forms[position] if position < len(forms) and forms[position] else None
        if text is None:
            text = one if count == 1 else many
        return self._fill(text, {"n": count, **params})

    def _fill(self, text: str, params: Mapping[str, object]) -> str:
        return (with_forms(text, params) if self.lang == "fr" else text).format(**params)

    def _plural(self, count: float) -> int:
        form = str(self._catalog.locale.plural_form(count)) if self._catalog.locale else "other"
        order = PLURAL_ORDER[self.lang]
        return order.index(form) if form in order else len(order) - 1

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return direction(self.lang) == "rtl"

    def join(self, items: Iterable[str], mark: str = ",") -> str:
        """Join the items of a list by a comma or a semicolon of the language's script."""
        mark = ARABIC_MARKS[mark] if self.lang in ARABIC_SCRIPT else mark
        return f"{mark} ".join(items)

    def knows(self, message: str) -> bool:
        """Tell whether the catalogue has this message in the language."""
        if self.lang == "en":
            return True
        entry = self._catalog.get(message)
        return bool(entry and _has_translation(entry))

    @property
    def completeness(self) -> float:
        """Share of the catalogue's messages that are translated, 0 to 1."""
        messages = [m for m in self._catalog if m.id]
        if self.lang == "en" or not messages:
            return 1.0
        return sum(map(_has_translation, messages)) / len(messages)


def _has_translation(entry: Message) -> bool:
    forms = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
    return any(forms)


ARABIC_SCRIPT = ("ar", "fa", "ps", "ur")
ARABIC_MARKS = {",": "،", ";": "؛"}
# The order of msgstr[n] in our PO files, as CLDR names the forms.
PLURAL_ORDER = {
    "en": ("one", "other"),
    "fr": ("one", "other"),
    "es": ("one", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}


def catalogue_file(lang: str) -> Path:
    """Path of a language's PO file."""
    return LOCALE / lang / "LC_MESSAGES" / "atlas.po"


@lru_cache
def translator(lang: str) -> Translator:
    """Return the translator of a language; unknown tags fall back to English."""
    lang = language(lang)
    path = catalogue_file(lang)
    if lang == "en" or not path.exists():
        return Translator(lang, Catalog(locale=lang))
    with path.open("rb") as file:
        return Translator(lang, read_po(file, locale=lang))
