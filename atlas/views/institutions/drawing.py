"""An organisation chart ready for the page: boxes in per cent, lines as one image, a legend.

The boxes are elements of the page: their words wrap, take the reader's colours and
direction, and open with a key. Only the lines are a drawing; their colours read on light
and dark pages, and from right to left the image is mirrored whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.codebook import codebook
from atlas.i18n import Translator
from atlas.views.institutions.layout import BOX, InstitutionBox, chart_grid
from atlas.views.institutions.lines import RelationLine, relation_lines
from atlas.views.institutions.structure import Edge, Node, OrganisationChart

ONE, TWO = 6, 3  # columns of a chart alone, and of each of two side by side
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" {more}>{inside}</svg>'


@dataclass(frozen=True)
class Style:
    """How a relation is drawn; no two differ by their colour alone."""

    colour: str
    width: float = 1.6
    dashes: str = ""
    tip: str = "M1 1L9 5L1 9"  # open; "" has no arrow
    solid: bool = False


STYLES = {
    "part-of": Style("#7a8791", tip=""),
    "commands": Style("#b8573a", 2.6, tip="M0 0L10 5L0 10Z", solid=True),
    "reports-to": Style("#4b8bb0", dashes="6 4"),
    "appoints": Style("#5f8f5b"),
    "nominates": Style("#5f8f5b", dashes="10 3 2 3 2 3"),
    "confirms": Style("#5f8f5b", 1.6, dashes="1 4", tip="M0 0L10 5L0 10Z", solid=True),
    "oversees": Style("#8f7ab5", dashes="2 4"),
    "advises": Style("#b98525", dashes="9 3 2 3"),
    "plans-with": Style("#3f9aa2", dashes="14 4", tip=""),
}


@dataclass(frozen=True)
class PlacedBox:
    """A box with its place in per cent of the width and in pixels of the height."""

    node: Node
    sphere: str
    start: float
    width: float
    top: float
    height: float
    late: bool  # its card opens towards the start
    mark: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Sign:
    """An entry of the legend."""

    name: str
    definition: str
    svg: str


@dataclass(frozen=True)
class Drawing:
    """One country's chart."""

    country: str
    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    titles: tuple[tuple[str, str, float, float, float], ...]  # text, sphere, start, width, top
    svg: str
    legend: tuple[Sign, ...] = field(default=())


def draw(
    chart: OrganisationChart,
    t: Translator,
    columns: int = ONE,
    marks: Mapping[str, str] | None = None,
) -> Drawing:
    """Draw a chart; ``marks`` gives some boxes a sign (see ``side_by_side``)."""
    layout = chart_grid(chart, columns)
    wide = layout.width - 2
    strokes = relation_lines(layout)
    return Drawing(
        country=chart.country,
        width=wide,
        height=layout.height,
        boxes=tuple(
            _placement(box, wide, (marks or {}).get(code, ""), chart)
            for code, box in layout.boxes.items()
        ),
        titles=tuple(
            (t(x.text), x.sphere, 100 * x.x / wide, 100 * x.width / wide, x.y)
            for x in layout.titles
        ),
        svg=_svg(strokes, wide, layout.height),
        legend=_legend(strokes, t),
    )


def _placement(box: InstitutionBox, wide: float, mark: str, chart: OrganisationChart) -> PlacedBox:
    code = box.node.code
    return PlacedBox(
        node=box.node,
        sphere=box.sphere,
        start=100 * box.x / wide,
        width=100 * box.width / wide,
        top=box.y,
        height=box.height,
        late=box.end > wide / 2 + BOX / 2,
        mark=mark,
        edges=tuple(e for e in chart.edges if code in (e.subject, e.object)),
    )


def _svg(strokes: tuple[RelationLine, ...], wide: float, high: float) -> str:
    relations = dict.fromkeys(line.edge.relation for line in strokes)
    tips = "".join(_tip(name) for name in relations if STYLES[name].tip)
    paths = "".join(_stroke(line.edge.relation, line.path) for line in strokes)
    inside = f"<defs>{tips}</defs>{paths}"
    return SVG.format(w=wide, h=high, more='preserveAspectRatio="none"', inside=inside)


def _tip(name: str) -> str:
    style = STYLES[name]
    paint = f'fill="{style.colour}"' if style.solid else f'fill="none" stroke="{style.colour}"'
    return (
        f'<marker id="{name}" viewBox="-1 -1 12 12" refX="9" refY="5" markerWidth="9" '
        'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="{style.tip}" stroke-width="1.8" {paint}/></marker>'
    )


def _stroke(name: str, path: str) -> str:
    style = STYLES[name]
    tip = f' marker-end="url(#{name})"' if style.tip else ""
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    return (
        f'<path d="{path}" fill="none" stroke="{style.colour}" stroke-width="{style.width}"'
        f' vector-effect="non-scaling-stroke" stroke-linejoin="round"{dashes}{tip}/>'
    )


def _legend(strokes: tuple[RelationLine, ...], t: Translator) -> tuple[Sign, ...]:
    terms = codebook().vocabulary.relations
    relations = {line.edge.relation for line in strokes}
    return tuple(
        Sign(
            t(term.name),
            t(term.definition),
            SVG.format(
                w=34,
                h=12,
                more="",
                inside=f"<defs>{_tip(code) if STYLES[code].tip else ''}</defs>"
                + _stroke(code, "M1 6L32 6"),
            ),
        )
        for code, term in terms.items()
        if code in relations
    )
