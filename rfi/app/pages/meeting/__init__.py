"""Pages of the meeting: the running order, the minutes, what goes out."""
