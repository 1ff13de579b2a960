"""Seeded generator of the fictional round and the invented cities: ``python -m samples.make``."""
