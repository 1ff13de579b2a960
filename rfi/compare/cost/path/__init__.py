"""From the quotes of one cell to the figure that is shown for it, every number on the way."""
