"""The community's pages: entries, issues, priorities, actions, exchange, road."""
