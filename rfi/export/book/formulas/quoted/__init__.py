"""What was quoted, line by line, and what of it falls into which fiscal year."""
