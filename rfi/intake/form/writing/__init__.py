"""Planned sheets written as cells, formulas, looks and pages."""
