"""The way from quoted amounts to totals, as formulas of the workbook (docs/export.md §3)."""
