"""Numbers that are facts, each with its citation."""

# 債務負担行為の限度額 is set in 千円, rounded up (method §1, "Two views").
THOUSAND_YEN = 1000

# A year of uninterrupted service: 365 days of 24 hours (domain §7: 99.5 % of 8,760 h).
HOURS_PER_DAY = 24
HOURS_PER_YEAR = 8760
