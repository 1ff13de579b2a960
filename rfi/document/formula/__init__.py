"""Formulas of a workbook: what they refer to, and what is doubtful about their stored results."""
