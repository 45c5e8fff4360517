"""What publishers and editors write where they have no number."""

from __future__ import annotations

import re
from functools import lru_cache

from atlas.codebook.model import MissingReason
from atlas.intake.layout.fold import brief

SPACED = re.compile(r"(?<=^[^\W\d_]\.) (?=[^\W\d_]\.?$)")
NO_DATA = frozenset(
    (
        *("..", "...", ". .", ". . .", ".", "…", "-", "–", "—", "−", "--", "---", "?", "??"),
        *("n/a", "n.a.", "n.a", "na", "nd", "n.d.", "n/d", "n.d", "s/d", "s.d.", "s/i", "s.i."),
        *("not available", "no data", "unknown", "missing", "none available", "null", "nan"),
        *("non renseigné", "non communiqué", "n.c.", "nc", "n.r.", "no consta"),
        *("non disponible", "donnée non disponible", "inconnu", "pas de données", "indisponible"),
        *(
            "no disponible",
            "sin datos",
            "sin dato",
            "sin información",
            "desconocido",
            "no hay datos",
        ),
        *("غير متاح", "غير متوفر", "لا توجد بيانات", "غير معروف", "غ.م", ":", "#n/a"),
    )
)
NO_STATE = frozenset(("xxx", "xx", "did not exist", "n'existait pas", "no existía"))
NOT_APPLICABLE = frozenset(
    (
        *("not applicable", "does not apply", "sans objet", "non applicable", "no aplica"),
        *(
            "s.o.",
            "s/o",
            "no aplicable",
            "no procede",
            "لا ينطبق",
            "suspended",
            "parliament suspended",
            "dissolved",
            "parliament dissolved",
            "dissous",
            "dissoute",
            "disuelto",
            "disuelta",
        ),
    )
)
WITHHELD = frozenset(
    (
        *("withheld", "classified", "secret", "confidential", "confidentiel", "classifié"),
        *("reservado", "clasificado", "confidencial", "سري"),
    )
)
REASONS = (
    (NO_DATA, MissingReason.NO_DATA),
    (NO_STATE, MissingReason.STATE_DID_NOT_EXIST),
    (NOT_APPLICABLE, MissingReason.NOT_APPLICABLE),
    (WITHHELD, MissingReason.WITHHELD),
)


@lru_cache(maxsize=20_000)
def missing_reason(text: str) -> MissingReason | None:
    """Return why a cell has no number, or None when it says no such thing.

    Examples
    --------
    >>> missing_reason(". .").value, missing_reason("xxx").value, missing_reason("12")
    ('no-data', 'state-did-not-exist', None)
    """
    phrase = SPACED.sub("", brief(text).casefold())  # “n. d.” as “n.d.”
    if phrase in tuple(MissingReason):
        return MissingReason(phrase)
    return next((reason for words, reason in REASONS if phrase in words), None)
