"""着手の計画: two plans of how to start, side by side, by fiscal year and city."""
