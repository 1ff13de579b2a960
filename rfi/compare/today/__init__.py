"""Today's cost of cities against the offers."""
