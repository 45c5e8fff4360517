"""One clause of a deployments text: how many people, where, in which mission."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.codebook import recognise
from atlas.intake.bounds import LIMITS, Bound
from tools.factbook.fields.quantities import Quantity, first_quantity

UN_MISSIONS = (
    *("MINUSCA", "MONUSCO", "UNMISS", "UNISFA", "UNIFIL", "UNDOF", "UNFICYP", "MINURSO"),
    *("UNTSO", "UNMOGIP", "UNMIK", "UNSMIL", "UNAMI", "MINUSMA", "UNAMA", "BINUH", "UNMHA"),
)
OTHERS = ("KFOR", "EUFOR", "MFO", "AUSSOM", "ECOWAS", "NATO")
PLUS = re.compile(
    r" ?\(plus ((?:[a-z]+ ){0,3}[\d,]+) police\)"
    r"|; plus ((?:[a-z]+ ){0,3}[\d,]+) police"
)
PLAIN = re.compile(
    r"(?:in )?(?P<role>police )?(?P<place>[A-Z][\w’'./ -]*?)(?: \((?P<in>[^()]*)\))?"
)
AGREED = re.compile(
    r"^(?:under )?(?:a )?bi-?lateral agreement\b[^()]*$"
    r"|^(?P<several>[^();]*); the remainder under a bi-?lateral agreement\b[^()]*$"
)
PLACES = {
    "Democratic Republic of Congo": "COD",
    "Bosnia Herzegovina": "BIH",
    "Bosnia-Herzegovina": "BIH",
    "South Sudan/Sudan": "",
    "Sudan/South Sudan": "",
    "Abyei/South Sudan/Sudan": "",
    "Golan Heights": "",
}


@dataclass(frozen=True, slots=True)
class Contingent:
    """People that a state has in one place or mission; ``police`` stand beside the count.

    ``shared`` marks a count of several missions together: "UN" where one is the UN's.
    """

    people: Quantity
    mission: str
    host: str
    role: str
    police: Quantity | None = None
    shared: str = ""

    @property
    def one_mission(self) -> bool:
        """False where the count is of several missions or of several places."""
        return not self.shared and bool(self.mission or self.host)

    @property
    def breakdown(self) -> str:
        """The contingent's key among the country's deployments."""
        pairs = {"host": self.host, "mission": self.mission, "role": self.role}
        if self.mission in UN_MISSIONS:
            pairs["host"] = ""
        return ";".join(f"{name}={value}" for name, value in pairs.items() if value)

    @property
    def uniformed(self) -> tuple[Quantity, ...]:
        """The count, and that of the police beside it."""
        return (self.people, self.police) if self.police else (self.people,)


def contingent(clause: str) -> Contingent | None:
    """Read "750 (plus about 400 police) Central African Republic (MINUSCA)", else None.

    >>> contingent("275 Egypt (MFO)").breakdown
    'host=EGY;mission=MFO'
    """
    plus = PLUS.search(clause)
    police = _count(plus[1] or plus[2]) if plus else None
    if plus and police is None:
        return None
    text = PLUS.sub("", clause)
    people = _count(text)
    if people is None:
        return None
    after = text[people.end :].strip()
    if not after:  # a count without one host
        return Contingent(people, "", "", "", police)
    match = PLAIN.fullmatch(after)
    host = _host("" if match["place"] in UN_MISSIONS else match["place"]) if match else None
    if match is None or host is None:
        return None
    role, words = "police" if match["role"] else "", match["in"] or match["place"]
    if agreement := AGREED.match(words):
        several = "other" if agreement["several"] else ""
        return Contingent(people, "", host, role, police, shared=several)
    if host and re.match(rf"(?:{'|'.join(UN_MISSIONS)}) and [A-Z][\w ]+$", words):
        return Contingent(people, "", host, role, police, shared="UN")
    mission = _mission(words)
    return None if mission is None else Contingent(people, mission, host, role, police)


def _count(text: str) -> Quantity | None:
    return first_quantity(text.strip())


def _mission(words: str) -> str | None:
    """Return the mission that the words name, "" when none, None when they say something else."""
    if re.search(r"\d| and ", words):
        return None
    names = [name for name in (*UN_MISSIONS, *OTHERS) if re.search(rf"\b{name}\b", words)]
    return names[0] if names else ""


def _host(place: str) -> str | None:
    """Return the host's ISO3 code, "" for a place of several states, None when unknown."""
    if not place:
        return ""
    if place in PLACES:
        return PLACES[place]
    return recognise(place).iso3


def added(parts: list[Quantity], words: str, *, partial: bool = False) -> Quantity | None:
    """Return the sum of counts; a limit in any part makes the sum a limit.

    A partial sum is a lower limit: more is said to exist, without a count. None where upper and
    lower limits meet, so that nothing is known of the sum.

    >>> parts = [q for text in ("up to 50", "70") if (q := first_quantity(text))]
    >>> added(parts, "").stated, added(parts[1:], "", partial=True).stated
    ((120.0, None, 120.0), (70.0, 70.0, None))
    >>> added(parts, "", partial=True) is None
    True
    """
    limits = {part.bound for part in parts if part.bound in LIMITS}
    limits |= {Bound.AT_LEAST} if partial else set()
    if len(limits) > 1:
        return None
    return Quantity(
        value=sum(part.value for part in parts),
        low=sum(part.low for part in parts),
        high=sum(part.high for part in parts),
        bound=limits.pop() if limits else Bound.ABOUT,
        original=words,
        start=0,
        end=0,
        scaled=True,
    )
