"""``python -m benchmarks.soak``: the store under kills and many writers, for long."""
