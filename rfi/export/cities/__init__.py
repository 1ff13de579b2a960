"""A workbook for each city in one go, and one over all of them."""
