"""受付: issues, suggestions, versions, the round as a file."""
