"""Memberships and missions as grids, with sentences."""
