"""Japanese and English wording, number and date formats: language is an argument, text is data."""
