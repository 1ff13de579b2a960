"""頑健性: what moves the difference of two offers, where it turns, and when prices are off."""
