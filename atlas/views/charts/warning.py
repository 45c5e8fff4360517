"""What speaks against a comparison, written into its figure."""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from atlas.views.charts.palette import WARNING
from atlas.views.charts.plots import LINE, above


def add_warning(figure: go.Figure, words: str) -> go.Figure:
    """Write what speaks against the comparison into the figure, so that it travels with it."""
    if words:
        rows = wrap(words, LINE)
        font = {"size": 12, "color": WARNING}
        above(figure, "<br>".join(rows), shift=32, font=font)
        room = 18 * len(rows)
        figure.update_layout(
            margin_t=figure.layout.margin.t + room, height=figure.layout.height + room
        )
    return figure
