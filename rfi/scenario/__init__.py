"""What a comparison is made under: questionnaire, assumptions, city, scenario."""
