"""条件: what holds on every page, in words and tables."""
