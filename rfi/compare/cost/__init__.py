"""What each offer costs: at which size, for which group, with which holes filled."""
