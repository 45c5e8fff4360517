"""An index as an address asks for it: lists of ids and codes, checked, into a recipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from atlas.analysis.index_builder.recipe import (
    AGES,
    AGGREGATIONS,
    COVERAGES,
    NORMALISATIONS,
    TRIMS,
    Part,
    Recipe,
)
from atlas.codebook import codebook
from atlas.codebook.load import nearest
from atlas.codebook.model import Indicator
from atlas.errors import InvalidParameter, UnknownChoice
from atlas.i18n import N_

RULES: dict[str, tuple[str, ...]] = {
    "normalise": NORMALISATIONS,
    "aggregate": AGGREGATIONS,
    "trim": tuple(map(str, TRIMS)),
    "coverage": tuple(map(str, COVERAGES)),
    "age": ("5", *(str(age) for age in AGES if age != 5)),
}
USUAL = {name: codes[0] for name, codes in RULES.items()}


def usable(indicator_id: str) -> Indicator:
    """Return an indicator that can be counted.

    Raises
    ------
    UnknownIndicator, InvalidParameter
        The indicator is a category: it has no more and less.
    """
    indicator = codebook().indicator(indicator_id)
    if indicator.kind == "category":
        message = N_("“{value}” is a category; an index adds up numbers.")
        raise InvalidParameter(message, value=indicator.id)
    return indicator


def rule(name: str) -> Callable[[str], str]:
    """Return a function that checks one rule's code, and raises UnknownChoice for another."""

    def find(code: str) -> str:
        codes = RULES[name]
        if code not in codes:
            raise UnknownChoice(code, nearest(code, codes) or codes)
        return code

    return find


def default_direction(indicator: Indicator) -> int:
    """Return the direction that the codebook states; +1 where it states none."""
    return indicator.direction or 1


def weight(text: str) -> tuple[str, float]:
    """Return id and weight of ``milex_gdp:2``.

    Raises
    ------
    UnknownIndicator, InvalidParameter
    """
    name, _, number = text.partition(":")
    indicator = usable(name)
    try:
        value = float(number)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1000:
        message = N_("“{value}” is not a weight. Write a number above zero, as in {example}.")
        raise InvalidParameter(message, value=text, example=f"{indicator.id}:2")
    return indicator.id, value


def recipe_parts(
    indicators: Sequence[str],
    more: Iterable[str],
    less: Iterable[str],
    weights: Iterable[tuple[str, float]],
    logs: Iterable[str] = (),
) -> tuple[Part, ...]:
    """Return the parts in the order asked for."""
    ups, downs, weight_by_id = set(more), set(less), dict(weights)
    logarithms = set(logs)

    def direction(name: str) -> int:
        if name in downs:
            return -1
        return 1 if name in ups else default_direction(codebook().indicators[name])

    return tuple(
        Part(i, direction(i), weight_by_id.get(i, 1.0), i in logarithms) for i in indicators
    )


def recipe(parts: tuple[Part, ...], rules: dict[str, str], year: int) -> Recipe:
    """Return the recipe of parts and rules (codes of ``RULES``)."""
    return Recipe(
        parts,
        rules["normalise"],
        rules["aggregate"],
        int(rules["trim"]),
        int(rules["coverage"]),
        int(rules["age"]),
        year,
    )


def recipe_parameters(recipe: Recipe, region: str, release: str) -> dict[str, str]:
    """Return the parameters that ask for this very index, nothing left to a default."""
    parameters = {
        "indicator": ",".join(recipe.indicators),
        "more": ",".join(p.indicator for p in recipe.parts if p.direction > 0),
        "less": ",".join(p.indicator for p in recipe.parts if p.direction < 0),
        "weight": ",".join(f"{p.indicator}:{p.weight:g}" for p in recipe.parts),
        "log": ",".join(p.indicator for p in recipe.parts if p.log),
        **{name: str(getattr(recipe, name)) for name in RULES},
        "year": str(recipe.year),
        "region": region,
        "release": release,
    }
    return {name: value for name, value in parameters.items() if value}


def year_parameter(text: str) -> int:
    """Return a year of four digits.

    Raises
    ------
    InvalidParameter
    """
    if not (text.isdigit() and len(text) == 4):
        message = N_("“{value}” is not a year. Write four digits, for example 2024.")
        raise InvalidParameter(message, value=text)
    return int(text)
