"""現行費用: today's cost against the offers, net effect, ratios."""
