"""The authoring workbook of a questionnaire, written."""
