"""What stands on the screen as a picture in HTML: one band an offer, marks, chips, bars, dots."""
