"""付記: what the staff wrote beside a figure of an offer."""
