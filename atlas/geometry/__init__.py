"""Boundaries and map shapes: built from Natural Earth by hand, read at run time."""
