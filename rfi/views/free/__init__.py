"""Free questions as a table."""
