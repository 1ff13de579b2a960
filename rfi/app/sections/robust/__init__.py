"""頑健性, what its page shows itself."""
