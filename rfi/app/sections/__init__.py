"""Parts of pages that hold choices of their own, by subject."""
