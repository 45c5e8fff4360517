"""The visual language, and every figure made from frames: map data, plotly charts, sparklines.

Imports analysis, i18n and the codebook. Colours and type are decided here and in
``assets/css``, nowhere else.
"""
