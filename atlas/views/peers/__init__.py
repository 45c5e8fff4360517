"""A country among its peers: charts and sentences."""
