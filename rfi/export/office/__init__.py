"""What files of office programs have in common: words that stay words, bytes that stay the same."""
