"""カスタマイズの損益: for which gaps, and from which size on, a city's own way is cheaper."""
