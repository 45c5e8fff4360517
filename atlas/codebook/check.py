"""What must hold between the files of the codebook."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.codebook.model import Country, Indicator, Region, Theme

UN_MEMBERS = 193
FORCES = (
    "armed-forces",
    "police",
    "gendarmerie",
    "intelligence",
    "border-guard",
    "coast-guard",
    "prisons",
    "private-security",
    "presidential-guard",
    "whole-sector",
    "society",
)


def codebook_mistakes(
    themes: tuple[Theme, ...],
    indicators: dict[str, Indicator],
    countries: dict[str, Country],
    regions: dict[str, Region],
) -> Iterator[tuple[str, str]]:
    """Yield (file, problem with its remedy) for each contradiction."""
    theme_ids = {theme.id for theme in themes}
    for indicator in indicators.values():
        for problem in _indicator(indicator, theme_ids):
            yield f"indicators/{indicator.theme}.toml", f"{indicator.id}: {problem}"
    for country in countries.values():
        region = regions.get(country.region)
        if region is None or region.kind == "peer-group":
            yield (
                "countries.csv",
                f"{country.iso3}: region {country.region} is not in regions.toml.",
            )
    members = sum(country.un_member for country in countries.values())
    if members != UN_MEMBERS:
        yield "countries.csv", f"{members} UN members instead of {UN_MEMBERS}; correct un_member."
    for region in regions.values():
        missing = [iso3 for iso3 in region.members if iso3 not in countries]
        if missing:
            yield "peer_groups.toml", f"{region.id}: {missing} are not in countries.csv."


def _indicator(indicator: Indicator, themes: set[str]) -> Iterator[str]:
    if indicator.theme not in themes:
        yield f"theme {indicator.theme} is not in themes.toml."
    if indicator.force not in FORCES:
        yield f"force {indicator.force} is unknown; use one of {', '.join(FORCES)}."
    if (indicator.kind == "category") != bool(indicator.categories):
        yield "categories belong to indicators of kind category, and to no others."
    if list(indicator.breaks) != sorted(set(indicator.breaks)):
        yield "breaks must rise."
    if indicator.classes == "manual" and not indicator.breaks:
        yield "manual classes need breaks."
    if indicator.low is not None and indicator.high is not None and indicator.low >= indicator.high:
        yield "low must be below high."
