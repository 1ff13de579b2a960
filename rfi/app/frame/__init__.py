"""What stands around every page: heading, controls, condition bar, tables, uploads."""
