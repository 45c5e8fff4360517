"""Which kind of institution a name means, and which force it belongs to."""

from __future__ import annotations

import re

DEFENCE_TRAITS = ("armed-forces", "army", "navy", "air-force", "marines", "branch", "reserve")
FORCES = {
    **dict.fromkeys((*DEFENCE_TRAITS, "joint-staff", "ministry-of-defence"), "armed-forces"),
    "police": "police",
    "gendarmerie": "gendarmerie",
    "intelligence": "intelligence",
    "border-guard": "border-guard",
    "coast-guard": "coast-guard",
    "prisons": "prisons",
    "presidential-guard": "presidential-guard",
}
MINISTRY = re.compile(
    r"^(?:[A-Z][\w’'-]+ ){0,3}(?:Ministry|Secretariat)\b|\bMinistry$|^(?:Federal )?Department of "
    r"|^(?:Prime Minister’s Office|Prime Minister's Office|Office of the Pri)"
    r"|^Ocean Affairs Council|^General Delegation"
)
NO_MINISTRY = re.compile(r"^Department of (?:State Security|Correction)|Intelligence")
MINISTRIES = (
    ("ministry", re.compile(r"coordinating|national guard$|office|presidency|delegation", re.I)),
    ("intelligence", re.compile(r"state security", re.I)),
    ("ministry-of-defence", re.compile(r"defen[cs]e|armed forces|of the navy", re.I)),
    (
        "ministry-of-interior",
        re.compile(
            r"interior|internal|home|security|police|public safety|citizen protection"
            r"|of government",
            re.I,
        ),
    ),
)
# The first pattern that a name holds decides; narrower ones stand before wider ones.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("paramilitary", r"civilian (?:armed|volunteer)"),
        ("prisons", r"\bcorrection|\bprison"),
        ("joint-staff", r"general staff|joint staff"),
        ("security-council", r"security (?:and defense )?council|defen[cs]e council"),
        ("security-council", r"central military commission"),
        ("coast-guard", r"coast ?guard|sea guard|maritime (?:police|enforcement|security agency)"),
        ("coast-guard", r"police maritime wing|for maritime security"),
        ("border-guard", r"\bborders?\b"),
        ("police", r"migration police"),
        ("paramilitary", r"security and civil defense corps|nation building army|labor army"),
        ("gendarmerie", r"national republican guard|gendarmerie|carabinieri|carabiniers"),
        ("gendarmerie", r"^civil guard|marechaussee"),
        (
            "presidential-guard",
            r"(?:presidential|royal|emiri|republican|honor|swiss) (?:\w+ )?guard"
            r"|guard of the republic|bodyguard|republican protection"
            r"|state protection service|security services of state institutions"
            r"|presidential protection|gurkha security unit|security guard command|emiri guard",
        ),
        ("national-guard", r"national (?:nomadic )?guard\b"),
        ("police", r"criminal investigation|drug (?:control|enforcement)|armed police"),
        ("border-guard", r"directorate for public security"),
        ("police", r"criminal police|security directorate"),
        ("police", r"directorate (?:of|for) (?:national |internal |public |the )*security"),
        ("police", r"public security (?:sector|forces|police)"),
        ("branch", r"digital and intelligence|military security command|medical|health"),
        (
            "intelligence",
            r"intelligence|state security|(?:federal|national) security (?:agency|serv)",
        ),
        ("intelligence", r"internal security service|preventive security|committee .*security"),
        ("intelligence", r"directorate of investigation|territorial surveillance"),
        ("police", r"police|constabulary|law enforcement|garda\b|bureau of public safety"),
        ("civil-defence", r"territorial safety|\bfire\b|firefight|civil defen[cs]e|customs"),
        ("special-forces", r"special operations|special forces|counterterrorism"),
        (
            "special-forces",
            r"combating terrorism|special units?\b|specialized units|special troops",
        ),
        ("marines", r"marine corps|\bmarines\b|naval infantry"),
        ("air-force", r"air (?:force )?and air defen"),
        ("branch", r"naval air|naval aviation|air assault|air defen[cs]e forces?$"),
        ("reserve", r"reserve|territorial defen[cs]e|home guard|volunteer|defense league"),
        ("paramilitary", r"militia|paramilitary|internal (?:security )?troops|basij|ansars"),
        (
            "paramilitary",
            r"rapid support|popular committee|civil security department|village defense"
            r"|popular mobilization",
        ),
        (
            "air-force",
            r"\bair (?:and air defen[cs]e |and space )?(?:forces?|wing|corps|arm|guard)\b",
        ),
        ("air-force", r"air component|aerospace forces?|military aviation|air self-defense"),
        ("navy", r"\bnavy|\bnaval (?:forces?|service|component)|marine component|marine forces"),
        ("navy", r"maritime (?:self-defense|squadron|force|component)|sea force"),
        ("army", r"ground self-defense"),
        ("armed-forces", r"armed forces?|defen[cs]e (?:forces?|service)|military (?:forces|corps)"),
        (
            "armed-forces",
            r"regular forces|canadian forces|kosovo security force|self-defense force$",
        ),
        ("army", r"\barmy\b|\bland (?:forces?|component)|ground (?:forces?|troops|self-defense)"),
        ("army", r"\bregiment\b"),
    )
)


def kind_of(name: str) -> str:
    """Return the kind that a name plainly means, "" if it means none.

    >>> kind_of("Ministry of National Defense"), kind_of("State Border Guard Service")
    ('ministry-of-defence', 'border-guard')
    """
    if is_ministry(name):
        return next((kind for kind, mark in MINISTRIES if mark.search(name)), "ministry")
    return next((kind for kind, mark in KINDS if mark.search(name)), "")


def is_ministry(name: str) -> bool:
    """Tell whether the name is that of a ministry or of a department of government."""
    return MINISTRY.search(name) is not None and not NO_MINISTRY.search(name)


def force_of(kind: str) -> str:
    """Return the force of the codebook that a kind belongs to, "" if it is no part of one."""
    return FORCES.get(kind, "")
