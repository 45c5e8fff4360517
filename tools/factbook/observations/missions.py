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
AUSSOM = "African Union Support and Stabilization Mission in Somalia or AUSSOM"
PLUS = re.compile(
    r" ?\(plus ((?:[a-z]+ ){0,3}[\d,]+) police\)"
    r"|; plus ((?:[a-z]+ ){0,3}[\d,]+) police"
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
# "approximately 800 deployed to Dutch territories in the Caribbean": a count without one host.
SPREAD = re.compile(
    r"(?:additional )?(?:military personnel )?deployed (?:to|in) "
    r"(?:[A-Z][a-z]+ territories in the [A-Z][a-z]+"
    r"|former Soviet states and elsewhere, including .*)"
)
# "10,000 troops Somalia (approximately 2,500 under the AU; the remainder under …)": one host.
TROOPS = re.compile(r"^(?:estimated to have )?(.*?\d[\d,]*) troops (?=[A-Z])")
UNDER = re.compile(
    r"^(?P<total>[a-z]* ?\d[\d,]*) (?P<place>[A-Z][\w ]*) \((?P<part>[a-z]* ?\d[\d,]*) under "
    r"(?P<mission>[A-Z]+)(?:, plus (?P<police>(?:some |about )?\d[\d,]* police))?; "
    r"(?P<rest>[a-z]* ?\d[\d,]*) under a [^()]*\)$"
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


def contingents(clause: str) -> list[Contingent]:
    """Read a clause that gives one count, or a total with its UN part and the rest."""
    split = UNDER.match(clause)
    counts = [_counted(split[name]) for name in ("total", "part", "rest")] if split else [None] * 3
    total, part, rest = counts
    said: tuple[str, ...] = (clause,)
    if split and total and part and rest and total.value == part.value + rest.value:
        plus = f" (plus {split['police']})" if split["police"] else ""
        said = (
            f"{part.original}{plus} {split['place']} ({split['mission']})",
            f"{rest.original} {split['place']}",
        )
    found = [contingent(one) for one in said]
    return [one for one in found if one is not None] if all(found) else []


def contingent(clause: str) -> Contingent | None:
    """Read "750 (plus about 400 police) Central African Republic (MINUSCA)", else None.

    >>> contingent("275 Egypt (MFO)").breakdown
    'host=EGY;mission=MFO'
    """
    plus = PLUS.search(clause)
    police = _counted(plus[1] or plus[2]) if plus else None
    if plus and police is None:
        return None
    said = _straight(PLUS.sub("", clause))
    people = _counted(said)
    if people is None:
        return None
    after = said[people.end :].strip()
    if SPREAD.fullmatch(after):
        return Contingent(people, "", "", "", police)
    found = PLAIN.fullmatch(after)
    host = _host("" if found["place"] in UN_MISSIONS else found["place"]) if found else None
    if found is None or host is None:
        return None
    role, words = "police" if found["role"] else "", found["in"] or found["place"]
    if agreed := AGREED.match(words):
        several = "other" if agreed["several"] else ""
        return Contingent(people, "", host, role, police, shared=several)
    if host and re.match(rf"(?:{'|'.join(UN_MISSIONS)}) and [A-Z][\w ]+$", words):
        return Contingent(people, "", host, role, police, shared="UN")
    mission = _mission(words)
    return None if mission is None else Contingent(people, mission, host, role, police)


def _counted(text: str) -> Quantity | None:
    return first_quantity(text.strip())


def _straight(clause: str) -> str:
    """Turn "Lebanon 170 (UNIFIL)" and "has about 200 police deployed to …" into the usual form."""
    turned = TURNED.match(clause)
    if turned:
        return f"{turned['count']} {turned['place']} {turned['bracket']}"
    clause = TROOPS.sub(r"\1 ", clause)
    sent = SENT.match(clause)
    if sent:
        role = "" if sent["mostly"] else "police "
        return f"{sent['count']} {role}{sent['place']} ({sent['in'] or sent['under']})"
    return clause


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
