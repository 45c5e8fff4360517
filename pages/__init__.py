"""One short file a screen: read the state from the address, get frames, draw."""
