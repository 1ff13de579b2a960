"""非機能: service items, availability and ISMAP."""
