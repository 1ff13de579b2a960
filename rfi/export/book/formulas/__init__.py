"""The way from quoted amounts to totals, as formulas of the workbook (export §3)."""
