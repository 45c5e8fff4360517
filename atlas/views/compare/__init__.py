"""The comparison: its table, and what speaks against comparing."""
