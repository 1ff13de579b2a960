"""Pages of the comparison: the offers side by side."""
