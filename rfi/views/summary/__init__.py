"""総括: every offer at a glance."""
