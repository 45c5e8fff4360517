"""Common and unique trends: charts, tables, sentences."""
