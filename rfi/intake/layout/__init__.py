"""A vendor's own layout: what its columns and rows mean, and the answer that it comes to."""
