"""Free questions and what every offer answers to them."""
