"""効果: the four ledgers, by KPI, procedure and year."""
