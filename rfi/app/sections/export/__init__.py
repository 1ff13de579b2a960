"""資料: what can go out, with a look at its first page."""
