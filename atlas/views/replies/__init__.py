"""Replies of governments beside figures and as lists."""
