"""Bytes of a workbook → a grid of cells, in a bounded child process."""
