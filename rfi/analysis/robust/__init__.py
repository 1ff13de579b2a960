"""How sure the order of the offers is (method §8)."""
