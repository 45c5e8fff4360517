"""Backups: checked before they are called so, verified before they are restored, expiring."""
