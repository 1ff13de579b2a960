"""A foreign file on its way to an answer: what a person says of it, act by act."""
