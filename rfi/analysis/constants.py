"""Numbers that are facts or bounds of method §9, each with its citation."""

# 千円, 万円 and 百万円 for 円, either way (method §9, "unit slip").
UNIT_SLIP_POWERS = (3, 4, 6, -3, -4, -6)
# A ratio is near a factor when it is within a factor 3 of it (method §9).
NEAR = 3

# A month's price read as a year's, or as that of the usual term of 60 months (method §9).
PERIOD_FACTORS = (12, 60)

# Consumption tax of 10 % and of 8 % (method §9, "tax slip").
TAX_FACTORS = (1.10, 1.08)

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

# All orders of joining are weighed up to 12 members, all coalitions looked at up to 15 (method §4).
SHAPLEY_EXACT_MEMBERS = 12
CORE_EXACT_MEMBERS = 15
# Above 12 members, orders drawn at random and orders worked out at a time (this project's choice:
# one part in a hundred of the spread of a member's own contributions; some 8 million cells).
SHAPLEY_ORDERS = 10_000
SHAPLEY_ORDERS_AT_ONCE = 2_000

# Prices drawn for each offer, and the fixed seed (method §8 asks for one; the value is this
# project's choice): a share of 10,000 draws is known to half a percentage point.
PRICE_DRAWS = 10_000
PRICE_SEED = 20_181_030  # day of the meeting that asked for the figures
# Lines × draws worked out at a time (this project's choice: 32 MB of floats).
PRICE_CELLS_AT_ONCE = 4_000_000
# Half of the draws lie at or below P50, four in five at or below P80 (method §8).
PERCENTILES = (0.5, 0.8)

# Where totals are not linear in an assumption: 200 stretches are looked at, as for sizes (method
# §3), and each crossing is halved to 2^-40 of its stretch (this project's choice).
FLIP_STRETCHES = 200
FLIP_HALVINGS = 40

# Scores are rounded at 0 to 5 digits (domain §12).
SCORE_DIGITS_MOST = 5
