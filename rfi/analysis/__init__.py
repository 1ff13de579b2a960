"""What the figures say beyond their order: plausibility of the answers."""
