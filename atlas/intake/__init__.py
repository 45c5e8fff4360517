"""Reading files and publishers' data into drafts, with every problem named by row and column.

``connectors/`` has one file or folder a publisher. Imports the codebook and the store's
names; nothing here writes to the database.
"""

from atlas.intake.checks import check
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity, Source

__all__ = ["Batch", "DraftObservation", "Problem", "Severity", "Source", "check"]
