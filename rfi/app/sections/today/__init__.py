"""現行費用との比較: the four views."""
