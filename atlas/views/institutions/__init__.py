"""A country's institutions as a chart and a list."""
