"""Numbers that are facts or bounds of method §4 and domain §12, each with its citation."""

# All orders of joining are weighed up to 12 members, all coalitions looked at up to 15 (method §4).
SHAPLEY_EXACT_MEMBERS = 12
CORE_EXACT_MEMBERS = 15
# Above 12 members, orders drawn at random and orders worked out at a time (this project's choice:
# one part in a hundred of the spread of a member's own contributions; some 8 million cells).
SHAPLEY_ORDERS = 10_000
SHAPLEY_ORDERS_AT_ONCE = 2_000

# Scores are rounded at 0 to 5 digits (domain §12).
SCORE_DIGITS_MOST = 5

POWER_BASE = 10  # of decimal powers

# Of the orders of joining that are drawn (this project's choice: any one will do, so that the same
# round always gives the same figures).
SHAPLEY_SEED = 20_181_030
