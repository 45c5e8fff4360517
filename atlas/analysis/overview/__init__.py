"""All subjects of a release by region: what is common, what is unique, what can't be said.

``model`` has the rows; ``shares`` judges states that joined or answer alike, ``levels``
numbers of one time, ``changes`` numbers over time.
"""

from atlas.analysis.overview.model import Cell, Subject, by_strength, highlights

__all__ = ["Cell", "Subject", "by_strength", "highlights"]
