"""Which offers are shown, and whether by name: from a round to the round as it may be seen."""
