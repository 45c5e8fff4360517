"""Plotly charts, sparklines and small maps: the visual language of all pages."""
