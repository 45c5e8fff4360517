"""Names of bodies: the English name, the local one and other names, out of a phrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tools.factbook.fields.text import outside_parentheses

ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z.&/-]{1,10}")
# Words that only English names hold; "Force", "Police" and "Service" are French as well.
ENGLISH = re.compile(
    r"\b(?:army|navy|guards?|security|of|the|and|military|royal|ground|land|home|air force"
    r"|coast|fleet|council|forces?(?= *$)|force(?= *$)|court|parliament|commandos?|reserves?"
    r"|department|ministry|agency|command|police(?= *$)|special|marines|group|militia)\b"
    r"|^National |^Defense |^Reserves|[-–]equivalent|^Executive|^Armed",
    re.IGNORECASE,
)
INCLUDES = re.compile(r"^(?:includes?|including|comprised of|comprises)\s+")
ALIAS = re.compile(r"^(?:aka|or|also|formerly|formal name is|commonly to as)\s+(?:the |an? )?")
UNDER = re.compile(r"^(?:under )?(?:the )?(Ministry of [A-Z][\w ,’']*)$")
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|includes?|serves?|falls?|organized|structured|claims?|joint"
    r"|elements|supported|comprised|with|per)\b"
)
LOOSE = re.compile(r"^(?:Air|Land|Maritime|Naval|Immigration|Air Defense|Reserves?|Other.*)$")
SKIPPED = frozenset(("of", "the", "and", "for", "on", "de", "in"))
JOINING = ("of", "the", "and", "for", "on", "to", "de", "e")
TWO = re.compile(r"\b(?:Guard|Police|Forces?|Army|Court) and the ")
CUT_OFF = ("d'", "d’", "l'", "l’")
SLUG = re.compile(r"[^a-z0-9]+")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Body:
    """A body as a phrase names it; ``inner`` are phrases of bodies that it includes.

    ``said`` are the source's own words, where they differ from the name.
    """

    name: str
    own_name: str = ""
    aliases: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    under: str = ""
    said: str = ""


def split(text: str, signs: str) -> list[str]:
    """Split at signs that stand outside of brackets; a closing bracket too many counts not.

    >>> split("Navy (Armada; includes marines), Army", ",;")
    ['Navy (Armada; includes marines)', 'Army']
    """
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign in signs and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def slug(name: str) -> str:
    """Return a name as a code of small ASCII letters and hyphens, 60 signs at most.

    >>> slug("Ministry of the Interior")
    'ministry-of-the-interior'
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", ""))
    code = SLUG.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    return code if len(code) <= LONGEST else code[:LONGEST].rsplit("-", 1)[0]


def words(name: str) -> frozenset[str]:
    """Return what tells a name from others: its words without "of", "the", "and"."""
    plain = name.lower().replace("’s", "").replace("'s", "").replace("defence", "defense")
    tokens = re.findall(r"[\w-]+", plain)
    return frozenset(_stem(word) for word in tokens if word not in SKIPPED)


def parse(phrase: str) -> Body | None:
    """Read one phrase of a list of bodies; None where it is no plain name.

    >>> parse("Navy (Armada de Chile, includes Marine Corps)").own_name
    'Armada de Chile'
    """
    phrase = re.sub(r"^(?:and |both )?(?:[Tt]he )?", "", phrase.strip(" .:"))
    phrase = re.sub(r" for (?!the )[a-z].*| forces$", "", phrase)
    original = phrase.rstrip(")") if phrase.count("(") < phrase.count(")") else phrase
    phrase = _close_brackets(phrase)
    outside = outside_parentheses(phrase).strip(" ,)")
    name, *others = re.split(r" or ", outside)
    if not plain_name(name):
        return None
    own, aliases, inner, under = _brackets(phrase)
    if not name.isascii() and aliases and english(aliases[0]) and not english(name):
        name, own = aliases[0], own or name
    for other in (part.strip() for part in others):
        if english(other) or ABBREVIATION.fullmatch(other):
            aliases.append(other)
        else:
            own = own or other
    return Body(name, "" if own == name else own, tuple(aliases), tuple(inner), under, original)


def clean(name: str) -> bool:
    """Tell whether words are a name in any language: a capital first, no verb, year or bracket."""
    return (
        bool(name)
        and name[0].isupper()
        and len(name) <= 110
        and not re.search(r"[()\[\];:]|\b(?:19|20)\d{2}\b", name)
        and SENTENCE.search(name) is None
        and LOOSE.match(name) is None
    )


def plain_name(name: str) -> bool:
    """Tell whether words are an English name: clean, and written with capitals throughout."""
    small = [w for w in name.split() if w[0].islower() and w not in JOINING]
    return clean(name) and not TWO.search(name) and all(w[:2] in CUT_OFF for w in small)


def english(words_: str) -> bool:
    """Tell whether words hold one that only English has."""
    return ENGLISH.search(words_) is not None


def included(phrase: str) -> list[str]:
    """Return the bodies of "X, Y and Z"; a member that may be two names or one is left out."""
    names = []
    for item in split(re.sub(r",? as well as .*", "", phrase), ",;"):
        whole = re.sub(r"^(?:and )?(?:the |an? )?(?:paramilitary )?", "", item)
        first = whole.split(" or ")[0]
        part = first if NOUN.search(first) else whole
        halves = re.split(r" and (?:the )?", part)
        if len(halves) == 2 and all(NOUN.search(outside_parentheses(half)) for half in halves):
            names += halves
        elif len(halves) == 1 or (len(halves) == 2 and " " not in halves[0]):
            names.append(part)
    return [part for part in names if part[:1].isupper() and NOUN.search(outside_parentheses(part))]


NOUN = re.compile(
    r"\b(?:Guards?|Police|Corps|Marines|Forces?|Rangers|Brigades?|Gendarmerie|Contingent|Regiments?"
    r"|Units?|Troops|Militia|Service|Component|Legion|Directorate|Rifles|Bodyguard[\w ]*"
    r"|Agency|Wing|Patrol|Division|Command)$"
)


def _close_brackets(phrase: str) -> str:
    """Close a bracket that the source left open, so that what follows is no name."""
    return phrase + ")" * max(0, phrase.count("(") - phrase.count(")"))


def _brackets(phrase: str) -> tuple[str, list[str], list[str], str]:
    """Return own name, other names, included bodies and the ministry that brackets hold."""
    own, aliases, inner, under = "", [], [], ""
    is_balanced = phrase.count("(") == phrase.count(")")
    for content, last in _contents(phrase) if is_balanced else ():
        if match := UNDER.match(content):
            under = match[1]
            continue
        parts = split(content, ",;")
        start = next((n for n, part in enumerate(parts) if INCLUDES.match(part)), len(parts))
        inner += included(INCLUDES.sub("", ", ".join(parts[start:])))
        for segment in (s for part in parts[:start] for s in _alternatives(part)):
            bare = outside_parentheses(ALIAS.sub("", segment)).strip(' “”"')
            if ALIAS.match(segment) or ABBREVIATION.fullmatch(bare) or english(bare):
                aliases.append(bare)
            elif own and bare.startswith("de "):
                own = f"{own}, {bare}"
            elif last and not own and _local(segment, bare):
                own = bare
    return own, [a for a in aliases if a[:1].isupper()], inner, under


def _local(segment: str, bare: str) -> bool:
    """Tell whether words in brackets are a name: in no quotation marks, a capital first."""
    return '"' not in segment and (bare[:1].isupper() or LOCAL.match(bare) is not None)


LOCAL = re.compile(r"^(?:l['’]|la |les |le |al-)")


def _alternatives(part: str) -> list[str]:
    """Split "X or Y"; an English Y is marked as another name."""
    first, *others = re.split(r" or (?=[A-Z\"“])", outside_parentheses(part))
    return [first, *(f"or {other}" if english(other) else other for other in others)]


def _contents(phrase: str) -> list[tuple[str, bool]]:
    """Return what stands in brackets, and whether no word of the name follows."""
    contents: list[tuple[str, bool]] = []
    depth = start = 0
    for place, sign in enumerate(phrase):
        if sign == "(":
            start = place + 1 if depth == 0 else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                after = phrase[place + 1 :].strip()
                contents.append(
                    (phrase[start:place], not after[:1].isalpha() or after[:3] == "or ")
                )
    return contents


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 and word != "corps" else word
