"""照会: drafts, list, exchange."""
