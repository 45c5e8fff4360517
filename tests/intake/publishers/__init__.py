"""Publishers: the right indicator, unit, prices, vintage and reason, or a question."""
