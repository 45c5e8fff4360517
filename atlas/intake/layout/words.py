"""What the headings of columns are called, in four languages and by publishers."""

from __future__ import annotations

import re
from functools import lru_cache

from atlas.intake.layout.fold import fold_text

ROLES: dict[str, tuple[str, ...]] = {
    "country": (
        *("country", "countries", "country name", "countryname", "country territory", "nation"),
        *("country or area", "country area", "country/territory", "entity", "economy", "territory"),
        *("state", "member state", "reference area", "ref area", "location", "geo", "ally"),
        *("contributing country", "contributing country name", "contributingcountry", "iso name"),
        *("pays", "etat", "nom du pays", "pais", "paises", "estado", "nombre del pais", "country/year"),
        *("الدوله", "البلد", "دوله", "بلد", "اسم الدوله", "اسم البلد", "الدول", "البلدان", "المله"),
    ),
    "code": (
        *("country code", "countrycode", "code", "iso", "iso3", "iso 3", "iso code", "isocode"),
        *("isocode3", "iso code 3", "iso3 code", "iso3c", "iso alpha 3", "alpha 3", "alpha 3 code"),
        *("contributing country isocode3", "wb code", "ccode", "stateabb", "code pays", "codigo"),
        *("code iso", "codigo iso", "codigo pais", "codigo de pais", "رمز الدوله", "الرمز"),
    ),
    "year": (
        *("year", "years", "period", "time", "time period", "yr", "reference year", "calendar year"),
        *("annee", "an", "exercice", "periode", "ano", "anos", "ejercicio", "periodo"),
        *("السنه", "سنه", "العام", "الفتره"),
    ),
    "date": ("date", "last reporting date", "lastreportingdate", "reporting date", "fecha", "month"),
    "indicator": (
        *("indicator", "indicator name", "series", "series name", "variable", "measure", "subject"),
        *("indicateur", "variable", "serie", "indicador", "concept", "topic", "item"),
        *("المؤشر", "اسم المؤشر", "السلسله"),
    ),
    "indicator-code": ("indicator code", "series code", "indicator id", "codigo del indicador"),
    "value": (
        *("value", "values", "obs value", "amount", "figure", "data value", "number", "total value"),
        *("valeur", "valeurs", "montant", "chiffre", "valor", "valores", "monto", "cifra", "dato"),
        *("القيمه", "قيمه", "الرقم"),
    ),
    "unit": (
        *("unit", "units", "unit of measure", "unit of measurement", "measure unit", "scale"),
        *("unite", "unites", "unite de mesure", "unidad", "unidades", "unidad de medida"),
        *("الوحده", "وحده", "وحده القياس"),
    ),
    "currency": ("currency", "monnaie", "devise", "moneda", "divisa", "العمله"),
    "source": (
        *("source", "sources", "publisher", "source name", "data source", "origin", "reference"),
        *("fuente", "fuentes", "source des donnees", "editeur", "المصدر", "مصدر", "المصادر"),
    ),
    "title": ("title", "source title", "titre", "titulo", "العنوان"),
    "url": ("url", "link", "lien", "enlace", "web", "source url", "الرابط", "web address"),
    "vintage": ("vintage", "edition", "version"),
    "published": ("published", "publication date", "date published", "publie le", "publicado"),
    "accessed": ("accessed", "access date", "date accessed", "retrieved", "consulte le"),
    "licence": ("licence", "license", "licencia", "terms", "الترخيص", "رخصه", "الرخصه"),
    "note": (
        *("note", "notes", "comment", "comments", "remark", "remarks", "footnote", "footnotes"),
        *("remarque", "remarques", "commentaire", "commentaires", "observations", "nota", "notas"),
        *("observaciones", "comentarios", "comentario", "ملاحظات", "ملاحظه"),
    ),
    "low": ("low", "lower", "lower bound", "minimum", "min", "low estimate"),
    "high": ("high", "upper", "upper bound", "maximum", "max", "high estimate"),
    "missing": ("missing reason", "missing", "reason missing", "reason"),
    "reliability": ("reliability", "quality", "fiabilite", "fiabilidad"),
    "estimate": ("estimate", "estimated", "is estimate", "estimation", "estimacion", "تقدير"),
    "breakdown": ("breakdown", "disaggregation"),
    "sex": ("sex", "gender", "sexe", "genre", "sexo", "genero", "الجنس", "النوع"),
    "slice": (
        *("dimension", "category", "age", "age group", "categorie", "tranche d age", "categoria"),
        *("grupo de edad", "edad", "العمر", "الفيه العمريه"),
    ),
    "locator": ("page", "locator", "table", "page number"),
    "original": ("original", "original value", "as written"),
    "ignored": (
        *("rank", "rang", "no", "n", "nr", "ranking", "order", "id", "region", "subregion"),
        *("sub region", "continent", "income group", "incomegroup", "specialnotes", "tablename"),
        *("rango", "puesto", "numero", "n.", "المرتبه", "الترتيب", "المنطقه", "version", "source code"),
        *("elections", "election", "world region", "region name", "grupo", "group", "status", "#", "zone", "zona"),
        *("iso2", "iso 2", "alpha 2", "regions", "m49", "capital", "subregional"),
    ),
}  # fmt: skip
BY_WORD = {
    fold_text(word).replace("_", " "): role
    for role, words in reversed(ROLES.items())
    for word in words
}
BREAKDOWNS: dict[str, tuple[str, ...]] = {
    "branch=army": (
        "army",
        "ground forces",
        "armee de terre",
        "ejercito",
        "land forces",
        "الجيش",
        "القوات البريه",
    ),
    "branch=navy": (
        "navy",
        "marine nationale",
        "marine",
        "armada",
        "marina",
        "naval forces",
        "البحريه",
    ),
    "branch=air-force": (
        *("air force", "airforce", "armee de l air", "fuerza aerea", "القوات الجويه", "air forces"),
    ),
    "branch=marines": ("marines", "marine corps", "infanteria de marina"),
    "branch=gendarmerie": ("gendarmerie", "gendarmeria", "الدرك"),
    "branch=national-guard": ("national guard", "guardia nacional", "garde nationale"),
    "sex=women": ("women", "female", "females", "femmes", "mujeres", "النساء", "نساء", "اناث"),
    "sex=men": ("men", "male", "males", "hommes", "hombres", "الرجال", "رجال", "ذكور"),
}
PARTS = {fold_text(word): code for code, words in BREAKDOWNS.items() for word in words}
TOTALS = frozenset(
    map(fold_text, ("total", "totals", "sum", "somme", "suma", "overall", "المجموع", "الاجمالي"))
)
WHOLE = TOTALS | frozenset(
    fold_text(word)
    for word in (
        *("all", "all ages", "both", "both sexes", "tous", "ensemble", "les deux sexes"),
        *("tous ages", "todos", "ambos sexos", "todas las edades", "الكل", "الجنسان"),
    )
)
# What the API's downloads say beside the fields that a sheet has.
WORDED = frozenset(
    {"country_name", "indicator_name", "breakdown_name", "value_text", "value_kind", "processing"}
)
# Words in the heading of a column of texts that says which part of a country's total a row is.
PART_WORDS = frozenset(
    fold_text(word)
    for word in (
        *("branch", "service", "arm", "corps", "force", "forces", "component", "type", "kind"),
        *("category", "class", "rank", "ranks", "grade", "scenario", "variant", "sex", "gender"),
        *("age", "status", "group", "level", "sector", "role", "position", "contract", "unit type"),
        *("ethnicity", "specialty", "speciality", "trade", "subgroup", "cohort", "education"),
        *("dimension", "disaggregation", "breakdown", "part", "subset", "segment", "domain"),
        *(
            "arme",
            "armee",
            "composante",
            "categorie",
            "classe",
            "statut",
            "sexe",
            "genre",
            "niveau",
        ),
        *("scenario", "variante", "groupe", "secteur", "contrat", "rama", "cuerpo", "componente"),
        *(
            "tipo",
            "clase",
            "rango",
            "grado",
            "escenario",
            "sexo",
            "genero",
            "edad",
            "estado",
            "nivel",
        ),
        *("grupo", "estatus", "situacion", "fuerza", "kategorie", "teilstreitkraft", "geschlecht"),
        *("الفرع", "السلاح", "النوع", "الفئه", "الرتبه", "الجنس", "العمر", "الحاله", "المكون"),
    )
)
LETTERS = {"f": "sex=women", "w": "sex=women", "m": "sex=men", "h": "sex=men"}  # of a sex
WHOLLY = re.compile(r"(?:total|all|tous|toutes|todos|todas|ensemble|overall|whole)\b")
FOOTNOTE = re.compile(r"\s*[*†‡¹²³⁴⁵]+$|\s*\(\d\)$|\s*\[\w\]$")


@lru_cache(maxsize=5_000)
def role_of(heading: str) -> str:
    """Return the role of a heading, or ``""``.

    Examples
    --------
    >>> role_of("Country Name"), role_of("Année"), role_of("Remarks*")
    ('country', 'year', 'note')
    """
    key = fold_text(FOOTNOTE.sub("", heading)).replace("_", " ")
    return BY_WORD.get(key) or BY_WORD.get(re.sub(r"[^\w ]+", " ", key).strip()) or ""


@lru_cache(maxsize=1_000)
def is_whole(text: str) -> bool:
    """Tell whether a cell that could name a part says that it is the whole, or nothing."""
    key = fold_text(text)
    return not text or key in WHOLE or WHOLLY.match(key) is not None


def is_part_word(heading: str) -> bool:
    """Tell whether a heading is only one such word: “Group” is, “Income group” is of countries."""
    return fold_text(heading) in PART_WORDS


@lru_cache(maxsize=1_000)
def names_part(heading: str) -> bool:
    """Tell whether a heading is that of a column of parts, such as “Branch of service”."""
    return bool(PART_WORDS & set(fold_text(FOOTNOTE.sub("", heading)).replace("_", " ").split()))


@lru_cache(maxsize=5_000)
def part_of(heading: str) -> str:
    """Return the breakdown that a heading alone names, ``total`` for the whole, or ``""``."""
    key = fold_text(FOOTNOTE.sub("", heading))
    return "total" if key in TOTALS else PARTS.get(key, "")
