"""Fit answers and gaps → counts and yen."""
