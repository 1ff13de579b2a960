"""Controls of 分析 that no list of contents tells."""
