"""Which offer for which business (method §11): plans, limits and what they cost."""
