"""One of a few codes in an address: recognised, or answered with the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from atlas.codebook.load import nearest
from atlas.errors import UnknownChoice


def choice_parser(choices: Iterable[str]) -> Callable[[str], str]:
    """Return a function that gives back a known code, however it is capitalised.

    The function raises UnknownChoice, naming the nearest codes.

    Examples
    --------
    >>> choice_parser(["NATO", "EU"])("nato")
    'NATO'
    """
    codes = {code.lower(): code for code in choices}

    def find(text: str) -> str:
        choice = codes.get(text.lower())
        if choice is None:
            raise UnknownChoice(text, tuple(codes[c] for c in nearest(text, codes)))
        return choice

    return find
