"""World Bank, World Development Indicators: downloaded files and the live interface.

``series`` is the table of what the atlas takes over, ``files`` reads what the World Bank lets
people download, ``live`` asks its interface and keeps the answers, ``batch`` turns those into
drafts. Values pass the same checks, submission and review as everything else.
"""

from atlas.intake.connectors.worldbank.files import knows, read_worldbank

__all__ = ["knows", "read_worldbank"]
