"""What stands around every page: session, cache, controls, condition bar."""
