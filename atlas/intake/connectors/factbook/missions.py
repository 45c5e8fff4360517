"""One clause of a deployments text: how many people, where, in which mission."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from atlas.codebook import recognise
from atlas.intake.connectors.factbook.quantities import Bound, Quantity, first_quantity

UN_MISSIONS = (
    *("MINUSCA", "MONUSCO", "UNMISS", "UNISFA", "UNIFIL", "UNDOF", "UNFICYP", "MINURSO"),
    *("UNTSO", "UNMOGIP", "UNMIK", "UNSMIL", "UNAMI", "MINUSMA", "UNAMA", "BINUH", "UNMHA"),
)
OTHERS = ("KFOR", "EUFOR", "MFO", "AUSSOM", "ECOWAS", "NATO")
AUSSOM = "African Union Support and Stabilization Mission in Somalia or AUSSOM"
PLUS = re.compile(
    r" ?\(plus (?:about |nearly )?([\d,]+) police\)|; plus (?:about |nearly )?([\d,]+) police"
)
TURNED = re.compile(r"^(?P<place>[A-Z]\w+) (?P<count>\d[\d,]*) (?P<bracket>\([^()]*\))$")
SENT = re.compile(
    r"^(?:also )?has (?P<count>about \d[\d,]*) (?P<mostly>mostly )?police(?: personnel)?"
    r" deployed to "
    r"(?:the )?(?P<place>[A-Z][\w ]+?) (?:\((?P<in>[A-Z]+)\)|under (?P<under>[A-Z]+))$"
)
PLAIN = re.compile(
    r"(?:in )?(?P<role>police )?(?P<place>[A-Z][\w’'./ -]*?)(?: \((?P<in>[^()]*)\))?"
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
    """People that a state has in one place or mission; ``police`` stand beside the count."""

    people: Quantity
    mission: str
    host: str
    role: str
    police: float

    @property
    def breakdown(self) -> str:
        """The contingent's key among the country's deployments."""
        pairs = {"host": self.host, "mission": self.mission, "role": self.role}
        if self.mission in UN_MISSIONS:
            pairs["host"] = ""
        return ";".join(f"{name}={value}" for name, value in pairs.items() if value)

    @property
    def uniformed(self) -> Quantity:
        """The count with the police beside it."""
        return replace(
            self.people,
            value=self.people.value + self.police,
            low=self.people.low + self.police,
            high=self.people.high + self.police,
        )


def contingent(clause: str) -> Contingent | None:
    """Read "750 (plus about 400 police) Central African Republic (MINUSCA)", else None.

    >>> contingent("275 Egypt (MFO)").breakdown
    'host=EGY;mission=MFO'
    """
    plus = PLUS.search(clause)
    police = _number(plus[1] or plus[2]) if plus else 0.0
    said = _straight(PLUS.sub("", clause))
    people = first_quantity(said)
    found = PLAIN.fullmatch(said[people.end :].strip()) if people else None
    if people is None or found is None:
        return None
    mission = _mission(found["in"] or found["place"])
    host = _host("" if found["place"] in UN_MISSIONS else found["place"])
    if mission is None or host is None:
        return None
    return Contingent(people, mission, host, "police" if found["role"] else "", police)


def _straight(clause: str) -> str:
    """Turn "Lebanon 170 (UNIFIL)" and "has about 200 police deployed to …" into the usual form."""
    turned = TURNED.match(clause)
    if turned:
        return f"{turned['count']} {turned['place']} {turned['bracket']}"
    sent = SENT.match(clause)
    if sent:
        role = "" if sent["mostly"] else "police "
        return f"{sent['count']} {role}{sent['place']} ({sent['in'] or sent['under']})"
    return clause


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _mission(words: str) -> str | None:
    """Return the mission that the words name, "" when none, None when they say something else."""
    words = words.replace(AUSSOM, "AUSSOM")
    if re.search(r"\d| and ", words):
        return None
    known = [name for name in (*UN_MISSIONS, *OTHERS) if re.search(rf"\b{name}\b", words)]
    return known[0] if known else ""


def _host(place: str) -> str | None:
    """Return the host's ISO3 code, "" for a place of several states, None when unknown."""
    if not place:
        return ""
    if place in PLACES:
        return PLACES[place]
    return recognise(place).iso3


def added(parts: list[Quantity], words: str) -> Quantity:
    """Return the sum of counts; a limit in any part makes the sum a limit."""
    bounds = {part.bound for part in parts}
    limits = bounds & {Bound.AT_MOST, Bound.AT_LEAST}
    return Quantity(
        value=sum(part.value for part in parts),
        low=sum(part.low for part in parts),
        high=sum(part.high for part in parts),
        bound=limits.pop() if len(limits) == 1 else Bound.ABOUT,
        original=words,
        start=0,
        end=0,
        scaled=True,
    )
