"""The Security Sector Atlas: everything but the screens.

Imports point one way: codebook <- i18n <- geometry <- store <- intake, editorial
<- analysis <- figures <- publish <- cli. Nothing here imports streamlit; the
screens are in ``pages/`` and what they share is in ``ui/``.
"""

__version__ = "2026.1"
