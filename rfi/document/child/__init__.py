"""Files are read in a process of their own: whatever one does, the server goes on (trust G17)."""
