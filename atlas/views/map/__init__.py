"""The world map: its payload and the sentences under it."""
