"""Measurements with their floors: ``python -m benchmarks``. They print ratios and assert nothing."""
