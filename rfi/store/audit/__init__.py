"""The audit: a chain of entries, none of which can be changed without being found."""
