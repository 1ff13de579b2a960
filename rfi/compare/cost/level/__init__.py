"""What stands in the holes of an offer: other offers' prices, or an amount that was given."""
