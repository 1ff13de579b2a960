"""Files from outside: guarded, read to a payload, checked against its schema."""
