"""分析: what a choice weighs; analysis, never a recommendation (method §11)."""
