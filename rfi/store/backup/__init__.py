"""Backups: a database as one file, checked, and back."""
