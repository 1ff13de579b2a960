"""The authoring workbook of a questionnaire, read by its visible headings."""
