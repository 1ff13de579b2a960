"""The first sheet of the workbook: what a mayor reads on one page."""
