"""Reading files and publishers' data into drafts, with every problem named by row and column.

``files`` reads, ``draft`` is what comes out, ``checks`` and ``doubts`` judge it. ``connectors/``
has one file or folder a publisher. Imports the codebook and the store's names; nothing here
writes to the database.
"""
