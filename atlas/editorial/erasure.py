"""Erasure."""

ERASURES = ("take-down",)
