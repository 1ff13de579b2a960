"""The database: where it is, how it is opened, its tables, its faults in words."""
