"""What made the total of an offer another one since the last round (method §11)."""
