"""Files on the way in: dropped on a page, taken in one by one, told what became of them."""
