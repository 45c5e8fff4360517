"""Names: one spelling, what looks alike, and the names that belong to the atlas itself."""

from __future__ import annotations

import unicodedata


class BuiltIn(str):
    """A built-in name, as the atlas's own code writes it; what a person types is never one."""

    __slots__ = ()


# The start of an installation publishes its starter release under these names. Two of
# them, because nobody reviews their own submission, not even the atlas itself.
STARTER_EDITOR = BuiltIn("atlas-starter")
STARTER_PUBLISHER = BuiltIn("atlas-starter-review")
# The command line runs on the server and owns the database: it may do all, under this name.
CLI = "cli"
# Names in the log that are nobody's: no person gets one, signs in with one or acts under one.
BUILT_IN = frozenset(
    {CLI, "atlas", "unknown", "erased", "rule: hiding", STARTER_EDITOR, STARTER_PUBLISHER}
)
# Cyrillic and Greek letters that look like Latin ones, in small letters.
ALIKE = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏёїαβγεζηικμνορτυχϲ",
    "abekmhopctyxijsdqwhleiabyezhikmvoptuxc",
)


def normalise_name(name: str) -> str:
    """Return a name in one spelling: composed characters, no spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def name_skeleton(name: str) -> str:
    """Return what a name looks like: without case, width, marks and look-alike letters.

    >>> name_skeleton("Аdа") == name_skeleton("ADA")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold().translate(ALIKE)
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return "".join(c for c in bare if unicodedata.category(c)[0] in "LNPS")


def is_built_in(name: str) -> bool:
    """Tell whether a name is one of the atlas's own, or looks like one."""
    return name_skeleton(name) in LIKE_BUILT_IN


LIKE_BUILT_IN = frozenset(map(name_skeleton, BUILT_IN))
