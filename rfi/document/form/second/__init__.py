"""What the second edition of the form adds: its columns, its own cells, its lists, its ids."""
