"""Pages of the preparation: the round, what is asked, the conditions."""
