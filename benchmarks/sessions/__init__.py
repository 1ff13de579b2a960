"""People at the app at the same time, over its own connection, against a floor."""
