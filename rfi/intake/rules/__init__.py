"""An answer held against its questionnaire: what a schema cannot say."""
