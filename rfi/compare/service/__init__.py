"""Service levels, and what a percentage leaves."""
