"""Exact totals under many settings of one thing, and nothing else of the comparison."""
