"""What made the data once: parsers and builds that no running atlas needs."""
