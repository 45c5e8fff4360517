"""Records, sources, submissions, releases and the audit log, on SQLite and PostgreSQL alike.

``engine()`` opens and migrates the database; ``frames`` reads a release as pandas frames.
Imports the codebook, never what decides about records (``atlas.editorial``).
"""

from atlas.store import frames
from atlas.store.columns import API_FIELDS, OBSERVATION
from atlas.store.engine import DatabaseTooNew, DatabaseUnreachable, DataFolderUnwritable, engine
from atlas.store.records import api_records

__all__ = [
    "API_FIELDS",
    "OBSERVATION",
    "DataFolderUnwritable",
    "DatabaseTooNew",
    "DatabaseUnreachable",
    "api_records",
    "engine",
    "frames",
]
