"""Pages of the answers: files taken in, queries to vendors."""
