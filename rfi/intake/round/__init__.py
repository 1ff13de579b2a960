"""A round: everything that came in and everything asked, and its file."""
