"""Events in time: lanes, dates, sentences."""
