"""What people do to a round, act by act, and a round read back."""
