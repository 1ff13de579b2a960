"""The store: rounds that last, each act one transaction with its audit row."""
