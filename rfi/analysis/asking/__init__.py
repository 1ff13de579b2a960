"""What a question to a vendor is worth (method §11)."""
