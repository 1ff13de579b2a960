"""The tables as an Excel workbook."""
