"""Benefit lines → hours, visits and yen by fiscal year."""
