"""共同利用: shares, the effect of numbers, curves over size."""
