"""The tables as CSV."""
