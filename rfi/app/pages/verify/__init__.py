"""Pages of the check: how firm figures are, how they come about, what can be chosen."""
