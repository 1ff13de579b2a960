"""The rows of the cost tables over the offers: how each figure is known, and its spread."""
