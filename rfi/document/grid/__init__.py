"""A grid of cells and what a person typed into one of them."""
