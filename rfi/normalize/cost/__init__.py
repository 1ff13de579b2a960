"""Cost lines → yen by fiscal year, one step a column."""
