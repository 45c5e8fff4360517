"""What the codebook says: typed, frozen, validated on load.

Names follow SDMX (indicator, unit, dimension) and SIPRI (military expenditure).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class MissingReason(StrEnum):
    """Why a value is absent; none of them is zero.

    The last three are those of legal texts: read, and no rule found; not read; read, but no
    longer the law.
    """

    NO_DATA = "no-data"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not-applicable"
    STATE_DID_NOT_EXIST = "state-did-not-exist"
    NOT_COLLECTED = "not-collected"
    UNDER_REVIEW = "under-review"
    TEXT_SILENT = "text-silent"
    NOT_READ = "not-read"
    NOT_IN_FORCE = "not-in-force"


# Reasons of legal texts: no figure is missing for one of them.
OF_TEXTS = frozenset(
    (MissingReason.TEXT_SILENT, MissingReason.NOT_READ, MissingReason.NOT_IN_FORCE)
)


class Method(StrEnum):
    """How a value came about."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    CODED = "coded"
    MACHINE_READ = "machine-read"
    DERIVED = "derived"


class Processing(StrEnum):
    """How much the atlas did to the source's value; a derived one takes its parts' highest."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"


class Reliability(StrEnum):
    """As the publisher marks it."""

    STATED = "stated"
    ESTIMATE = "estimate"
    UNCERTAIN = "uncertain"


class ValueKind(StrEnum):
    """How a source states a number; neither a midpoint nor a bound is ever a headline."""

    STATED = "stated"
    MIDPOINT = "midpoint"
    BOUND = "bound"


class CodebookEntry(BaseModel):
    """A frozen entry of the codebook; a field that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Category(CodebookEntry):
    """One answer of a categorical indicator; the order in the codebook is the order shown."""

    code: str
    name: str
    definition: str = ""


class Theme(CodebookEntry):
    """A chapter, after RESDAL's atlas."""

    id: str
    name: str
    summary: str


class Indicator(CodebookEntry):
    """What can be recorded for a country and a period.

    ``kind`` decides how it may be drawn: ``share`` (0-100 percent), ``rate`` (per
    something), ``count`` (people or things), ``money``, ``index``, ``duration``,
    ``age``, ``year`` or ``category``.
    ``scale`` is ``classes`` = quantile, equal or manual (then ``breaks``).
    ``direction`` is +1 or -1 only where more is plainly better or worse, else 0.
    """

    id: str
    name: str
    short: str
    theme: str
    force: str = "armed-forces"
    kind: Literal["share", "rate", "count", "money", "index", "duration", "age", "year", "category"]
    unit: str
    decimals: int = 1
    low: float | None = None
    high: float | None = None
    direction: Literal[-1, 0, 1] = 0
    classes: Literal["quantile", "equal", "manual"] = "quantile"
    breaks: tuple[float, ...] = ()
    categories: tuple[Category, ...] = ()
    definition: str
    comparability: str
    publisher: str


class Region(CodebookEntry):
    """A region as the community uses it, or another peer group; ``members`` are ISO3 codes."""

    id: str
    name: str
    kind: Literal["community", "other", "peer-group"]
    members: tuple[str, ...]


class Country(CodebookEntry):
    """A country or territory. ``name`` is the English CLDR or table name."""

    iso3: str
    iso2: str
    name: str
    m49: str = ""
    m49_region: str = ""
    m49_subregion: str = ""
    region: str
    income: str = ""
    un_member: bool
    gec: str = ""
    capital: str = ""
    has_armed_forces: bool = True
    aliases: tuple[str, ...] = ()
