"""The lists of codes that cells choose from, by code or by name in any of four languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from atlas.codebook import codebook
from atlas.codebook.check import FORCES
from atlas.codebook.load import nearest
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.codebook.names import ALEF, ARABIC_MARKS
from atlas.codebook.origins import NGO, OTHER, OWN, REGIONAL, UN
from atlas.i18n import LANGUAGES, N_, translator
from atlas.intake.sheets.long.cells import CellError

MOST_SHOWN = 12
YES, NO = "yes", "no"
Names = dict[str, tuple[str, ...]]  # code -> its English names; the first is shown

REASONS = {
    MissingReason.NO_DATA: N_("No data"),
    MissingReason.WITHHELD: N_("Withheld by the state"),
    MissingReason.NOT_APPLICABLE: N_("Does not apply"),
    MissingReason.STATE_DID_NOT_EXIST: N_("The state did not exist"),
    MissingReason.NOT_COLLECTED: N_("Not collected"),
    MissingReason.UNDER_REVIEW: N_("Under review"),
    MissingReason.TEXT_SILENT: N_("The text has no rule"),
    MissingReason.NOT_READ: N_("Text not read"),
    MissingReason.NOT_IN_FORCE: N_("The text read is not in force"),
}
METHODS = {
    Method.REPORTED: N_("Reported"),
    Method.ESTIMATED: N_("Estimated"),
    Method.CODED: N_("Coded"),
    Method.MACHINE_READ: N_("Read by machine"),
    Method.DERIVED: N_("Derived"),
}
PROCESSINGS = {
    Processing.NONE: N_("Nothing changed"),
    Processing.MINOR: N_("Little changed"),
    Processing.MAJOR: N_("Much changed"),
}
RELIABILITIES = {
    Reliability.STATED: N_("Stated"),
    Reliability.ESTIMATE: N_("Estimate"),
    Reliability.UNCERTAIN: N_("Uncertain"),
}
FORCE_NAMES = {
    "armed-forces": N_("Armed forces"),
    "police": N_("Police"),
    "gendarmerie": N_("Gendarmerie"),
    "intelligence": N_("Intelligence"),
    "border-guard": N_("Border guard"),
    "coast-guard": N_("Coast guard"),
    "prisons": N_("Prison service"),
    "private-security": N_("Private security"),
    "presidential-guard": N_("Presidential guard"),
    "whole-sector": N_("The whole sector"),
    "society": N_("Society"),
}
# Who speaks in a source, nearest to the state first (``atlas.codebook.origins``).
ORIGIN_NAMES = {
    OWN: N_("The state itself"),
    REGIONAL: N_("Regional body"),
    UN: N_("United Nations"),
    NGO: N_("University or NGO"),
    OTHER: N_("Another state"),
}
YES_NO = {YES: N_("Yes"), NO: N_("No")}


def _from_names(names: dict[str, str]) -> Callable[[str], Names]:
    return lambda _context: {str(code): (name,) for code, name in names.items()}


def _questions(_context: str) -> Names:
    return {q.id: (q.text, q.short) for q in codebook().questions.values()}


def _indicators(_context: str) -> Names:
    return {i.id: (i.name, i.short) for i in codebook().indicators.values()}


def _answers(question: str) -> Names:
    entry = codebook().questions.get(question)
    return {a.code: (a.name,) for a in entry.answers} if entry else {}


def _categories(indicator: str) -> Names:
    entry = codebook().indicators.get(indicator)
    return {c.code: (c.name,) for c in entry.categories} if entry else {}


def _units(indicator: str) -> Names:
    entry = codebook().indicators.get(indicator)
    return {entry.unit: (entry.unit,)} if entry and entry.unit else {}


def _terms(name: str) -> Callable[[str], Names]:
    def terms(_context: str) -> Names:
        return {t.code: (t.name,) for t in getattr(codebook().vocabulary, name).values()}

    return terms


LISTS: dict[str, Callable[[str], Names]] = {
    "event": _terms("events"),
    "document": _terms("documents"),
    "institution": _terms("institutions"),
    "relation": _terms("relations"),
    "status": _terms("statuses"),
    "organisation": lambda _c: {o.code: (o.name,) for o in codebook().organisations.values()},
    "instrument": lambda _c: {i.code: (i.name, i.short) for i in codebook().instruments.values()},
    "action": _terms("actions"),
    "question": _questions,
    "indicator": _indicators,
    "answer": _answers,
    "category": _categories,
    "unit": _units,
    "force": lambda _c: {code: (FORCE_NAMES.get(code, code),) for code in FORCES},
    "missing_reason": _from_names({str(code): name for code, name in REASONS.items()}),
    "method": _from_names({str(code): name for code, name in METHODS.items()}),
    "processing": _from_names({str(code): name for code, name in PROCESSINGS.items()}),
    "reliability": _from_names({str(code): name for code, name in RELIABILITIES.items()}),
    "origin": _from_names(ORIGIN_NAMES),
    "yes_no": _from_names(YES_NO),
}
# The code of the problem that a cell has when its word is on no list.
UNKNOWN = {
    "indicator": "unknown-indicator",
    "answer": "unknown-answer",
    "category": "unknown-category",
    "unit": "wrong-unit",
}
ENUMS = ("missing_reason", "method", "processing", "reliability", "yes_no")


def vocabulary_names(vocabulary: str, context: str = "") -> Names:
    """Return a list: code to English names; ``context`` is the question or the indicator."""
    return LISTS[vocabulary](context)


def code_name(vocabulary: str, code: str, lang: str, context: str = "") -> str:
    """Return the name that stands for a code in a language, or the code where no name does."""
    terms = vocabulary_names(vocabulary, context).get(code)
    if not terms:
        return code
    name = translator(lang)(terms[0])
    return name if _index(vocabulary, context).codes.get(fold_spelling(name)) == {code} else code


def resolve(vocabulary: str, text: str, context: str = "") -> str:
    """Return the code for what a cell says.

    Raises
    ------
    CellError
        When no code or name of the list is written so, or more than one is.
    """
    index = _index(vocabulary, context)
    codes = index.codes.get(fold_spelling(text), set())
    if len(codes) == 1:
        return next(iter(codes))
    if codes:
        raise CellError(
            "ambiguous-term",
            N_("“{value}” can mean {choices}."),
            N_("Write one of these codes."),
            value=text,
            choices=", ".join(sorted(codes)),
        )
    raise _unknown(vocabulary, text, index)


def has_code(vocabulary: str, text: str, context: str = "") -> bool:
    """Tell whether a list has one code for what is written."""
    return len(_index(vocabulary, context).codes.get(fold_spelling(text), ())) == 1


def _unknown(vocabulary: str, text: str, index: Index) -> CellError:
    code = UNKNOWN.get(vocabulary, "unknown-code" if vocabulary in ENUMS else "unknown-term")
    template = N_("“{value}” is not in the codebook.")
    if vocabulary == "unit":
        unit = next(iter(index.order), "–")
        template = N_("“{value}” is not the unit of this indicator.")
        remedy = N_("Convert the value to {unit} and write that, or leave the unit empty.")
        return CellError(code, template, remedy, value=text, unit=unit)
    choices = ", ".join(index.order)
    if 0 < len(index.order) <= MOST_SHOWN:
        remedy = N_("Choose one of: {choices}.")
        return CellError(code, template, remedy, value=text, choices=choices)
    near = nearest(fold_spelling(text), index.codes)
    codes = dict.fromkeys(c for name in near for c in sorted(index.codes[name]))
    if not codes:
        return CellError(code, template, N_("Choose one from the codebook."), value=text)
    return CellError(
        code, template, N_("Did you mean {nearest}?"), value=text, nearest=", ".join(codes)
    )


@dataclass(frozen=True)
class Index:
    """A list's codes in order, and the codes that a folded code or name can mean."""

    order: tuple[str, ...]
    codes: dict[str, set[str]]


@lru_cache(maxsize=512)
def _index(vocabulary: str, context: str) -> Index:
    terms = vocabulary_names(vocabulary, context)
    codes: dict[str, set[str]] = {}
    for code, variants in terms.items():
        for name in {translator(lang)(each) for lang in LANGUAGES for each in variants if each}:
            codes.setdefault(fold_spelling(name), set()).add(code)
    # A code means itself, even where another code has a name of that spelling.
    codes |= {fold_spelling(code): {code} for code in terms}
    codes.pop("", None)
    return Index(tuple(terms), codes)


@lru_cache(maxsize=20_000)
def fold_spelling(text: str) -> str:
    """Fold case, accents, punctuation and Arabic vowel signs, so that spellings meet.

    >>> fold_spelling("Head-of-State"), fold_spelling("Forces  armées")
    ('head of state', 'forces armees')
    """
    bare = ARABIC_MARKS.sub("", text).translate(ALEF)
    split = unicodedata.normalize("NFKD", bare.casefold())
    letters = "".join(sign for sign in split if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", letters).strip() or text.strip()


def folded_translations(message: str) -> frozenset[str]:
    """Return a message in all languages, folded."""
    return frozenset(fold_spelling(translator(lang)(message)) for lang in LANGUAGES)


def all_spoken(messages: Iterable[str]) -> frozenset[str]:
    """Return all messages in all languages, folded."""
    return frozenset(word for message in messages for word in folded_translations(message))


def origin_code(text: str) -> str:
    """Return who speaks in a source by code or name; empty stays empty, which is not stated.

    Raises
    ------
    CellError
    """
    return resolve("origin", text) if text else ""
