"""The session: the round that is open, its conditions, and what is kept of what was computed."""
