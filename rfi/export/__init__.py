"""Files that leave the house: workbook and CSV with the conditions written on them."""
