"""One of a few codes in an address: recognised, or answered with the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from atlas.codebook.load import nearest
from atlas.errors import UnknownChoice


def among(known: Iterable[str]) -> Callable[[str], str]:
    """Return a function that gives back a known code, however it is capitalised.

    The function raises UnknownChoice, naming the nearest codes.

    Examples
    --------
    >>> among(["NATO", "EU"])("nato")
    'NATO'
    """
    codes = {code.lower(): code for code in known}

    def find(asked: str) -> str:
        found = codes.get(asked.lower())
        if found is None:
            raise UnknownChoice(asked, tuple(codes[c] for c in nearest(asked, codes)))
        return found

    return find
