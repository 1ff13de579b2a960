"""How to start: businesses and cities in stages, the cash of each city by year (method §11)."""
