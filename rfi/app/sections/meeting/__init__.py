"""会議: the baseline, the running order, what is kept in the minutes."""
