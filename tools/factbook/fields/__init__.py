"""Readers of any edition's fields: files, dates, numbers, sentences; no theme."""
