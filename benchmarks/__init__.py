"""Measurements with their floors: ``python -m benchmarks`` prints ratios and asserts nothing."""
