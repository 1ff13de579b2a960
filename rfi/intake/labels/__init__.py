"""The labels of an answer workbook, held against what the questionnaire asks."""
