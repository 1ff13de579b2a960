"""共同利用の成立条件: rules of sharing side by side, and who would rather leave."""
