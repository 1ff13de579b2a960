"""Offers side by side on one basis: coverage, scope, bounds, totals."""
