"""Units out of free text: what is counted, and in thousands or millions of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from atlas.intake.layout.fold import brief, fold_text

PERCENT = (
    r"(?:%|\bper ?cent(?:age)?\b|\bpct\b|\bshare\b|\bproportion\b|\bpourcentage\b|\ben pour cent\b"
    r"|\bpart (?=du|de|des|d\b)|\bporcentaje\b|\bpor ciento\b|\bproporcion\b|\bنسبه\b|\bبالمئه\b|\bفي المئه\b)"
)
OF = r"(?:\s+(?:points?|of|du|de la|del|de los|des|de|d|as|من|total|the|its|real|nominal|en|a))*\s*"
GDP = r"(?:gdp|gross domestic product|pib|produit interieur brut|producto (?:interno|interior) bruto|الناتج المحلي(?: الاجمالي)?)"
SPENT = (
    r"(?:(?:central |general )?(?:government|govt|public)(?: spending| expenditures?| budget| outlays)?"
    r"|depenses publiques|budget de l etat|gasto publico|presupuesto (?:nacional|general)|الانفاق الحكومي)"
)
USD = (
    r"(?:us ?\$|\$ ?us|\busd\b|\bus dollars?\b|\bu s dollars?\b|\bunited states dollars?\b"
    r"|\bdollars? (?:des etats unis|us|americains?)\b|\bdolares(?: estadounidenses| de los estados unidos)?\b"
    r"|\bدولار امريكي\b|\bدولارات امريكيه\b|\bبالدولار الامريكي\b)"
)
PERSON = (
    r"(?:per capita|per head|per person|per inhabitant|par habitant|par tete|per habitante|por habitante"
    r"|للفرد|لكل فرد|لكل نسمه)"
)
THOUSAND = r"1[ ,.]?000"
HUNDRED = r"100[ ,.]?000"
PER = r"(?:per|pour|por(?: cada)?|/|لكل|par)\s*"
LOCAL = (
    r"\b(?:national currenc(?:y|ies)|local currenc(?:y|ies)|lcu|monnaie (?:nationale|locale)|moneda (?:nacional|local)"
    r"|العمله (?:الوطنيه|المحليه)|euros?|eur|pounds?|gbp|leks?|leva|koruny|kroner|zlotys?|lei|liras?|forints?"
    r"|pesos?|reais|reales|soles|bolivianos|quetzales|colones|guaranies|rands?|naira|cedis?|francs?|fcfa|xof|xaf"
    r"|dinars?|dirhams?|riyals?|rupees?|yuan|yen|won|roubles?|rubles?|hryvnias?|jpy|cny|inr|brl|mxn|cop|clp|zar|ngn)\b|€|£|¥"
)
KINDS: tuple[tuple[str, str], ...] = (
    (rf"{PERCENT}{OF}{GDP}\b|\b{GDP} {PERCENT}", "percent-gdp"),
    (rf"{PERCENT}{OF}{SPENT}", "percent-government"),
    (
        rf"{PERCENT}{OF}(?:active |military |armed forces )*(?:personnel|strength)",
        "percent-personnel",
    ),
    (
        rf"{PERCENT}{OF}(?:total|whole|ensemble)\b(?! population)|\bpercentage of total\b(?! population)",
        "percent-total",
    ),
    (rf"{PERCENT}{OF}(?:population|poblacion|السكان)", "percent-population"),
    (rf"{PERCENT}{OF}(?:seats|sieges|escanos|lower or single house|members)", "percent-seats"),
    (
        rf"{PERSON}[^|]*\b(?:growth|change)\b|\b(?:growth|change)\b[^|]*{PERSON}|\bannual change {PERSON}",
        "change-person",
    ),
    (
        r"\bannual (?:real )?(?:change|growth)\b|\b(?:growth|change)\b[^|]*%|%\s*(?:growth|change|per year)",
        "change",
    ),
    (rf"(?:ppp|international) ?\$?[^|]*{PERSON}|{PERSON}[^|]*\bppp\b", "ppp-person"),
    (rf"{USD}[^|]*{PERSON}|{PERSON}[^|]*{USD}", "usd-person"),
    (
        rf"{PER}{HUNDRED}(?: (?:inhabitants|people|population|persons|habitants|habitantes|نسمه))?",
        "per-100000",
    ),
    (
        rf"{PER}(?:{THOUSAND}|thousand|mille|mil|الف)(?: (?:live births|inhabitants|people|population|persons|habitants|habitantes|نسمه))?",
        "per-1000",
    ),
    (r"\bppp\b ?\$?|\binternational (?:\$|dollars?)", "ppp"),
    (USD, "usd"),
    (LOCAL, "local"),
    (PERCENT, "percent"),
    (PERSON, "person"),
    (
        r"\bkm2\b|\bkm²\b|\bsq(?:uare)? km\b|\bsquare kilomet(?:re|er)s\b|\bkilometres carres\b|\bkilometros cuadrados\b",
        "km2",
    ),
    (
        r"\b(?:persons?|people|personnes|personas|headcount|effectifs?|efectivos|شخص|اشخاص|فرد)\b",
        "persons",
    ),
    (r"\b(?:months?|mois|mes(?:es)?|اشهر|شهر|شهور)\b", "months"),
    (r"\b(?:years|annees|ans|anos|سنوات)\b", "years"),
    (r"\$|\bdollars?\b|\bmoney\b|\bدولار\b", "money"),
    (r"\b(?:number|nombre|numero|counts?|عدد)\b", "number"),
)
SCALES: tuple[tuple[str, float], ...] = (
    (r"\bmil(?:es de)? millones\b|\bmillardos\b|\bbillions?\b|\bbn\b|\bmilliards?\b|\bمليارات?\b", 1e9),
    (r"\bmillions?\b|\bmillones\b|\bmln\b|\bmn\b|\bmio\b|\bمليون\b|\bملايين\b|(?<=[$€£])\s*m\b|\busd m\b|\bm(?=\s*(?:us)?[$€£])", 1e6),
    (r"\bthousands?\b|\bmilliers\b|\bmiles\b|\b000s\b|(?<!\d)000\b(?! ?\d)|\bالاف\b|\bبالالاف\b", 1e3),
)  # fmt: skip
CONSTANT = re.compile(
    r"\b\d{4} (?:prices|us ?\$|usd|us dollars|dollars)|\breal (?=gdp\b|military|defen[cs]e)|\breal terms\b|\bconstant[es]*\b|\bprix constants\b|\bprecios constantes\b|\bاسعار ثابته\b"
)
CURRENT = re.compile(r"\bcurrent\b|\bcourants?\b|\bcorrientes?\b|\bnominal\b|\bجاريه\b")
# The year whose prices are meant: “constant 2021 international $”, “based on 2015 prices”.
BASE = re.compile(
    r"\b((?:19|20)\d\d) (?:constant|ppp|international|us ?\$|usd|us dollars|dollars|prices)"
    r"|\b(?:constant[es]*|prices of|prix(?: constants)? de|precios(?: constantes)? de|اسعار) ((?:19|20)\d\d)\b"
)
# Kinds whose words may have others between them, which are no part of the unit.
APART = frozenset(("change", "change-person", "ppp-person", "usd-person"))
# As ``fold`` leaves them: hamza's carriers are plain letters.
PLAIN = str.maketrans("ئؤ", "يو")
PATTERNS = tuple((re.compile(pattern.translate(PLAIN)), kind) for pattern, kind in KINDS)
PER_MANY = re.compile(rf"{PER}(?:{HUNDRED}|{THOUSAND}|thousand|mille|mil|الف)\b")
SCALING = tuple((re.compile(pattern.translate(PLAIN)), scale) for pattern, scale in SCALES)


@dataclass(frozen=True)
class Unit:
    """``kind`` is "" when the text names none; ``scale`` is 1, 1e3, 1e6 or 1e9.

    ``constant`` says whether prices are constant or current, ``base`` of which year they are.
    """

    kind: str = ""
    scale: float = 1.0
    scaled: bool = False
    constant: bool | None = None
    rest: str = ""
    base: str = ""

    def __bool__(self) -> bool:
        """True when the text says something of a unit."""
        return bool(self.kind or self.scaled)


@lru_cache(maxsize=4_000)
def unit_of(text: str) -> Unit:
    """Return the unit that a text names, and what is left of the text without it.

    Examples
    --------
    >>> unit_of("Million US dollars").kind, unit_of("Million US dollars").scale
    ('usd', 1000000.0)
    >>> unit_of("Share of real GDP (%)").kind
    'percent-gdp'
    """
    rest, kind = fold_text(brief(text)).replace("_", " "), ""
    scale = _scale(rest)
    match = BASE.search(rest)
    base = next(filter(None, match.groups())) if match else ""
    for pattern, name in PATTERNS:
        if pattern.search(rest):
            if not kind or (kind == "percent" and name.startswith("percent")):
                kind = name
            # Number and people say what is counted; they are part of a subject's name too.
            if name not in ("persons", "number", "years") and name not in APART:
                rest = pattern.sub(" | ", rest)
    for pattern, _ in SCALING:
        rest = pattern.sub(" | ", rest)
    constant = True if CONSTANT.search(rest) else False if CURRENT.search(rest) else None
    rest = CONSTANT.sub(" ", CURRENT.sub(" ", rest))
    constant = True if constant is None and base else constant
    return Unit(kind, scale, scale != 1.0, constant, rest, base)


def _scale(text: str) -> float:
    bare = PER_MANY.sub(" ", text)
    return next((size for pattern, size in SCALING if pattern.search(bare)), 1.0)


KIND_WORDS = {
    "percent-gdp": "% of GDP",
    "percent-government": "% of government spending",
    "percent-personnel": "% of personnel",
    "percent-population": "% of population",
    "percent-seats": "% of seats",
    "percent-total": "% of total",
    "percent": "%",
    "change": "annual change, %",
    "change-person": "annual change per capita, %",
    "ppp": "PPP $",
    "usd": "US$",
    "usd-person": "US$ per capita",
    "ppp-person": "PPP $ per capita",
    "person": "per capita",
    "local": "national currency",
    "money": "$",
    "persons": "persons",
    "number": "number",
    "per-1000": "per 1,000",
    "per-100000": "per 100,000",
    "months": "months",
    "years": "years",
    "km2": "km²",
}
SCALE_WORDS = {1e3: "thousand", 1e6: "million", 1e9: "billion"}


def unit_words(unit: Unit) -> str:
    """Return a unit as a short text, from which ``unit_of`` reads it again.

    Examples
    --------
    >>> unit_words(unit_of("US$ m., current prices"))
    'million US$'
    """
    words = [SCALE_WORDS.get(unit.scale, ""), KIND_WORDS.get(unit.kind, "")]
    if unit.base:
        words.append(f"({unit.base} prices)")
    elif unit.constant and unit.kind.startswith(("usd", "ppp")):
        words.append("constant")
    elif unit.constant is False and unit.kind.startswith("ppp"):
        words.append("current")
    return " ".join(filter(None, words))
