"""適合: rates, matrix, causes, gaps and failures."""
