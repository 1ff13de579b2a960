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
# The nucleolus is worked out up to 8 members (method §11); a dual above this part holds a coalition
# at its excess (this project's choice, far below any share and far above rounding).
NUCLEOLUS_MEMBERS = 8
NUCLEOLUS_TOLERANCE = 1e-9
# Plans that are shown beside each other: the three cheapest (method §11).
PLANS = 3
# Largest price of one business within a program (this project's choice: well inside what the
# solver's tolerances are made for).
PROGRAM_SIZE = 1000.0
# How far a plan may lie from the optimum in the unit of the program (this project's choice).
PROGRAM_GAP = 1e-9
# Nodes after which a program is given up unproven (this project's choice; a count, so that it is
# the same on every computer).
PROGRAM_NODES = 100
# Up to here combinations are worked out state by state (this project's choice: of 20 businesses
# and 6 offers there are 230,230 states): offers, states, cases of bundles and conditions, and ways
# to place businesses that are held apart. Beyond, one program holds all.
MOST_OFFERS = 12
MOST_STATES = 1_000_000
MOST_CASES = 64
MOST_TOGETHER = 216
STATES_AT_ONCE = 400_000
# Tables of states that are kept, the largest of some 60 MB (this project's choice).
KEPT_SPACES = 4
# How often the price of a limit on shares is moved (this project's choice).
SHARE_ROUNDS = 12
# Sizes of cities for which plans are held side by side (method §11: 20万, 35万, 50万).
PLAN_SIZES = (200_000, 350_000, 500_000)
