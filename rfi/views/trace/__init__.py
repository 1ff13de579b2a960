"""計算過程: one figure back to the cell of the file that it comes from."""
