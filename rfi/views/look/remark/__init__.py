"""付記: the mark beside a figure, and what it stands for below the table."""
