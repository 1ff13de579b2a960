"""A response held against its questionnaire: cross-field rules and the checked response."""
