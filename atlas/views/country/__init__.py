"""A country's page: figures with what stands behind them, and its chapters of other records."""
