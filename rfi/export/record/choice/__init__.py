"""What goes out of the analyses of a choice (method §11)."""
