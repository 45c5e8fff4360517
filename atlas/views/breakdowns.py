"""Breakdowns as words: ``branch=army;sex=female`` is read "Army, women"."""

from __future__ import annotations

from atlas.analysis.missions import breakdown_codes
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name

NAMES = {
    "air-defence": N_("Air defence"),
    "air-force": N_("Air force"),
    "army": N_("Army"),
    "basij": N_("Basij"),
    "border-guard": N_("Border guard"),
    "civilian": N_("Civilian personnel"),
    "civilians": N_("Civilian personnel"),
    "coast-guard": N_("Coast guard"),
    "conscript": N_("Conscripts"),
    "conscripts": N_("Conscripts"),
    "enlisted": N_("Enlisted personnel"),
    "experts": N_("Experts on mission"),
    "female": N_("Women"),
    "gendarmerie": N_("Gendarmerie"),
    "joint": N_("Joint staff and services"),
    "male": N_("Men"),
    "marines": N_("Marines"),
    "men": N_("Men"),
    "military": N_("Military"),
    "militia": N_("Militia"),
    "ministry-of-defence": N_("Ministry of defence"),
    "national-guard": N_("National guard"),
    "navy": N_("Navy"),
    "nco": N_("Non-commissioned officers"),
    "non-commissioned-officers": N_("Non-commissioned officers"),
    "observers": N_("Military observers"),
    "officer": N_("Officers"),
    "officers": N_("Officers"),
    "other": N_("Other"),
    "peshmerga": N_("Peshmerga"),
    "police": N_("Police"),
    "police-and-security-forces": N_("Police and security forces"),
    "presidential-guard": N_("Presidential guard"),
    "professional": N_("Professional soldiers"),
    "professionals": N_("Professional soldiers"),
    "public-security-ministry": N_("Ministry of public security"),
    "regiment": N_("Regiment"),
    "reserve": N_("Reserve"),
    "rocket-forces": N_("Rocket forces"),
    "rural": N_("Rural areas"),
    "security-forces": N_("Security forces"),
    "several": N_("Several forces"),
    "space-force": N_("Space force"),
    "special-forces": N_("Special forces"),
    "staff-officers": N_("Staff officers"),
    "total": N_("Total"),
    "troops": N_("Troops"),
    "urban": N_("Urban areas"),
    "volunteer": N_("Volunteers"),
    "volunteers": N_("Volunteers"),
    "women": N_("Women"),
}
CODES = {"f": "female", "m": "male", "airforce": "air-force"}  # as some publishers write them
AGE = N_("aged {range}")


def breakdown_name(breakdown: str, t: Translator) -> str:
    """Return a breakdown for reading; empty for a total.

    A code that the atlas has no name for is read as its words: no reader sees a bare code.
    """
    names = [
        _name(dimension, code, t) for dimension, code in breakdown_codes(breakdown or "").items()
    ]
    return t.join(filter(None, names))


def _name(dimension: str, code: str, t: Translator) -> str:
    if dimension in ("host", "country", "partner") and code in codebook().countries:
        return country_name(code, t.lang)
    if dimension == "mission":
        return code
    if dimension == "age":
        return t(AGE, range=code)
    plain = code.lower().replace("_", "-")
    name = NAMES.get(CODES.get(plain, plain))
    return t(name) if name else code.replace("-", " ").replace("_", " ").capitalize()
