"""Colours: quiet, printable, and told apart by colour-blind readers.

The sequential ramp runs from sand to deep sea and grows darker evenly (lightness falls
from 91 to 27 in CIELAB, so it also reads in grey print); on dark pages it runs the other
way. The categorical set is Okabe & Ito's, muted towards the ramp's temper.
"""

from __future__ import annotations

from plotly.colors import sample_colorscale

from atlas.codebook.model import MissingReason

INK = "#1b2733"
PAPER = "#fbfaf6"
ACCENT = "#a8442a"
MUTED = "#66717c"
WARNING = "#b0532f"  # reads on light and dark paper
RULE = "#d9d5c9"

DARK_INK = "#e9e6dc"
DARK_PAPER = "#12181f"
DARK_MUTED = "#9aa5b0"
DARK_RULE = "#323c47"
DARK_ACCENT = "#e58a6c"

RAMP = ("#f0e6cd", "#cddcc0", "#97c3b4", "#5c9fa8", "#316f90", "#1a4063")
DARK_RAMP = ("#22384c", "#2c5a77", "#3f8292", "#71aea3", "#b3d0ae", "#f3e9cf")

CATEGORIES = (
    "#316f90",
    "#d99a2b",
    "#5f8f5b",
    "#b8573a",
    "#77629c",
    "#57aeb5",
    "#c988a5",
    "#8c7a5c",
)
DARK_CATEGORIES = (
    "#6aa9cb",
    "#e8b75a",
    "#8fbd8a",
    "#e08a6c",
    "#a895cc",
    "#85cdd2",
    "#e0a9c2",
    "#b8a888",
)

# How absence is drawn: never a colour of the ramp, and no two alike in grey print.
PATTERNS = {
    MissingReason.NO_DATA: "hatch",
    MissingReason.WITHHELD: "cross",
    MissingReason.NOT_APPLICABLE: "dots",
    MissingReason.STATE_DID_NOT_EXIST: "blank",
    MissingReason.NOT_COLLECTED: "pale",
    MissingReason.UNDER_REVIEW: "bars",
    MissingReason.TEXT_SILENT: "lines",
    MissingReason.NOT_READ: "grid",
    MissingReason.NOT_IN_FORCE: "rings",
}


def ramp(classes: int, *, dark: bool = False) -> list[str]:
    """Return ``classes`` colours spread evenly over the ramp, as hexadecimal.

    Examples
    --------
    >>> ramp(2)
    ['#f0e6cd', '#1a4063']
    """
    anchors = list(DARK_RAMP if dark else RAMP)
    if classes <= 1:
        return anchors[-2:-1] * classes
    points = [i / (classes - 1) for i in range(classes)]
    return [_hex(c) for c in sample_colorscale(anchors, points, colortype="tuple")]


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in colour)


def line_colours(count: int, *, dark: bool = False) -> list[str]:
    """Return a colour for each line or category; they repeat after eight."""
    colours = DARK_CATEGORIES if dark else CATEGORIES
    return [colours[i % len(colours)] for i in range(count)]
