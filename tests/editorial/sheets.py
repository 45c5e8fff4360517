"""Small invented sheets as files: the atlas's own long sheet."""

from __future__ import annotations

from io import BytesIO

HEADER = "country,indicator,period,value,publisher,title,vintage,licence\n"


def long_sheet(*rows: str) -> BytesIO:
    """Return a CSV of rows ``country,indicator,period,value`` with an invented source."""
    lines = "".join(f"{row},Institute,Yearbook,2026,CC0\n" for row in rows)
    return BytesIO((HEADER + lines).encode())


GOOD = ("URY,milex_gdp,2024,2.5", "CHL,milex_gdp,2024,1.5")
BAD = ("Urugay,milex_gdp,2024,2.5",)
# The second says the same as the first: a warning, not an error.
TWICE = ("URY,milex_gdp,2024,2.5", "URY,milex_gdp,2024,2.5")
