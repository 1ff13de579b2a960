"""What cities that share one cost bear, and what sharing saves them."""
