"""Quoted prices to flows a fiscal year, by steps that only add columns."""
