"""計算過程: which quoted scenario is traced."""
