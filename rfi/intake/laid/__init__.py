"""A foreign file kept with the layout under which it is read: one document of a round."""
