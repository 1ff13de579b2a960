"""費用: items, businesses, years, spread, bridges and levelling."""
