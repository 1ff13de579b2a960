"""適合: which requirements are shown."""
