"""How a process makes pages: one after the other, and its garbage while nobody waits."""
