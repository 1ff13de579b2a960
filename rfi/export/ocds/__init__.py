"""The round as open contracting data (OCDS 1.1): a release package, and what does not fit it."""
