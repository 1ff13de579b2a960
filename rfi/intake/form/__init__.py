"""The answer form as a workbook: planned as plain values, then written."""
