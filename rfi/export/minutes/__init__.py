"""What a meeting kept, as a document that can be written on and as a sheet of the workbook."""
