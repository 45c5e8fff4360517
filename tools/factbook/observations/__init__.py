"""One module a theme: what the fields say, as observations."""
