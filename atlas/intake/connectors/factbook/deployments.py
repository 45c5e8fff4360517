"""Deployments abroad by mission: counts, police apart, the sum only where all are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.connectors.factbook.entry import Entry, Gap, stated_year, without_year
from atlas.intake.connectors.factbook.quantity import QUANTITY, Quantity, clauses, read
from atlas.intake.draft import DraftObservation

SECTION, FIELD = "Military and Security", "Military deployments"
UN_MISSIONS = (
    "MINUSCA",
    "MONUSCO",
    "UNMISS",
    "UNISFA",
    "UNIFIL",
    "UNDOF",
    "UNFICYP",
    "MINURSO",
    "UNTSO",
    "UNMOGIP",
    "UNMIK",
    "UNSMIL",
    "UNAMI",
)
# A clause that names one place and one count: “275 Egypt (MFO)”, “750 (plus about 400 police)
# Central African Republic (MINUSCA)”, “Lebanon 170 (UNIFIL)”.
COUNT = re.compile(
    r"^(?:(?P<qualifier>approximately|about|estimated|around|up to|more than|nearly) )?"
    r"(?P<number>\d[\d,]*(?:-\d[\d,]*)?)(?P<police> police)?"
    r"(?: \(plus (?:about |nearly |approximately )?(?P<plus>\d[\d,]*) police\))? "
    r"(?P<place>[A-Z][\w’'.\-/ ]+?)(?: \((?P<bracket>[^()]*)\))?$"
)
REVERSED = re.compile(r"^(?P<place>[A-Z]\w+) (?P<number>\d[\d,]*) \((?P<bracket>[^()]*)\)$")
INSIDE_POLICE = re.compile(r"plus (?:about |nearly )?(?P<plus>\d[\d,]*) police")
VAGUE = re.compile(r"\balso\b|small numbers|additional|several|other ", re.IGNORECASE)


Mission = tuple[str, str, Quantity, float]  # name, role, count, police beside it


def read_deployments(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield one part a mission and, when every clause is counted, the total."""
    text = entry.text(SECTION, FIELD)
    year = stated_year(text)
    if not text:
        return
    if year is None:
        yield Gap(entry.iso3, "deployments_abroad", text, "no year is stated with the value")
        return
    where = f"{SECTION} > {FIELD}: {text}"
    missions: list[Mission] = []
    complete = True
    for clause in _missions(without_year(text)):
        found = mission(clause)
        if found is None:
            complete = False
            yield Gap(entry.iso3, "deployments_abroad", clause, "not one place and one count")
            continue
        missions.append(found)
    yield from _parts(entry, year, where, missions)
    if missions and complete:
        yield from _totals(entry, year, where, missions)


def _missions(text: str) -> list[str]:
    """Split at semicolons and at a comma that is followed by a new count or place and count."""
    split = [re.split(r", (?=[A-Z]\w+ \d)", clause) for clause in clauses(text)]
    return [part.strip() for group in split for part in group if part.strip()]


def mission(clause: str) -> Mission | None:
    """Return (mission or place, role, quantity, police beside it), or None when not plain.

    Examples
    --------
    >>> mission("750 (plus about 400 police) Central African Republic (MINUSCA)")[0::3]
    ('MINUSCA', 400.0)
    """
    found = COUNT.match(clause) or REVERSED.match(clause)
    if found is None or VAGUE.search(clause):
        return None
    groups = found.groupdict()
    quantity = read(clause[: found.end("number")])
    bracket = groups.get("bracket") or ""
    if quantity is None or len(QUANTITY.findall(re.sub(INSIDE_POLICE, "", bracket))):
        return None
    inside = INSIDE_POLICE.search(bracket)
    plus = groups.get("plus") or (inside.group("plus") if inside else None)
    name = _name(groups["place"], re.split(r"[;,]", bracket)[0].strip())
    role = "police" if groups.get("police") else "military"
    return name, role, quantity, float(plus.replace(",", "")) if plus else 0.0


def _name(place: str, bracket: str) -> str:
    un = next((m for m in UN_MISSIONS if m in {bracket, place}), None)
    if un:
        return un  # “MONUSCO and Southern African Development Community” is not MONUSCO alone
    if " and " in bracket:
        return re.sub(r"[;=]", " ", f"{bracket} {place}")
    known = re.search(r"\b(MFO|EUFOR|KFOR|AUSSOM|ECOWAS|NATO)\b", bracket)
    label = f"{known.group(1)} {place}" if known else place
    return re.sub(r"[;=]", " ", label)


def _parts(
    entry: Entry, year: str, where: str, missions: list[Mission]
) -> Iterator[DraftObservation]:
    for name, role, quantity, police in missions:
        indicators = ["deployments_abroad", *(["peacekeepers"] if name in UN_MISSIONS else [])]
        for indicator in indicators:
            yield entry.draft(
                indicator,
                year,
                where,
                original=quantity.text,
                quantity=quantity,
                breakdown=f"mission={name};role={role}",
            )
            if police:
                yield entry.draft(
                    indicator,
                    year,
                    where,
                    original=f"plus {police:g} police",
                    quantity=Quantity(police, police, police, approximate=True),
                    breakdown=f"mission={name};role=police",
                )


def _totals(
    entry: Entry, year: str, where: str, missions: list[Mission]
) -> Iterator[DraftObservation]:
    groups = {
        "deployments_abroad": missions,
        "peacekeepers": [m for m in missions if m[0] in UN_MISSIONS],
    }
    for indicator, group in groups.items():
        if group:
            low = sum(q.low + police for _, _, q, police in group)
            high = sum(q.high + police for _, _, q, police in group)
            bound = next((q.bound for _, _, q, _ in group if q.bound), "")
            total = Quantity((low + high) / 2, low, high, approximate=True, bound=bound)
            yield entry.draft(
                indicator,
                year,
                where,
                original=" + ".join(q.text for _, _, q, _ in group),
                quantity=total,
                note="Sum of the missions that the source lists, police included.",
            )
    count = float(len({name for name, *_ in missions}))
    yield entry.draft(
        "missions",
        year,
        where,
        original="; ".join(name for name, *_ in missions),
        quantity=Quantity(count, count, count),
        note="Counted from the source’s list.",
    )
