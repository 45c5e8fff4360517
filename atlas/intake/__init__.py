"""Reading files and publishers' data into drafts, with every problem named by row and column.

``connectors/`` has one file or folder a publisher. Imports the codebook and the store's
names; nothing here writes to the database.
"""

from atlas.intake.checks import check
from atlas.intake.doubts import check_against
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity, Source
from atlas.intake.files import read_file

__all__ = [
    "Batch",
    "DraftObservation",
    "Problem",
    "Severity",
    "Source",
    "check",
    "check_against",
    "read_file",
]
