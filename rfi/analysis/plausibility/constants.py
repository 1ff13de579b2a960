"""Numbers that are facts or bounds of method §9, each with its citation."""

# 千円, 万円 and 百万円 for 円, either way (method §9, "unit slip").
UNIT_SLIP_POWERS = (3, 4, 6, -3, -4, -6)
# A ratio is near a factor when it is within a factor 3 of it (method §9).
NEAR = 3

# A month's price read as a year's, or as that of the usual term of 60 months (method §9).
PERIOD_FACTORS = (12, 60)

# Consumption tax of 10 % and of 8 % (method §9, "tax slip").
TAX_PERCENTS = (10, 8)

# A price this many times the median of the others, or that part of it (method §9, ln 3).
FAR = 3

# Recurring cost of a year against the initial cost (method §9).
RECURRING_LEAST = 0.05
RECURRING_MOST = 1

# How far from the national figure a resident and year a whole offer may lie (method §9); the
# figure itself stands in reference_figures.csv.
PER_RESIDENT_FACTOR = 3

# With fewer lines the same amount in all of them says nothing (this project's choice).
SAME_AMOUNT_LINES = 3

# A slip is looked for in single cells only while there are few candidates (this project's choice).
SINGLE_CANDIDATES = 12

POWER_BASE = 10  # of decimal powers
