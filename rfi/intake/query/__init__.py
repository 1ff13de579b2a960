"""照会: questions to vendors, out as a workbook and back."""
