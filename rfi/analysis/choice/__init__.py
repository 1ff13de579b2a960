"""The economics behind a choice (method §7, §8): coalitions, customization, points."""
