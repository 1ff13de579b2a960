"""Numbers that are facts, each with its citation."""

# 債務負担行為の限度額 is set in 千円, rounded up (method §1, "Two views").
THOUSAND_YEN = 1000

# 北海道HARP: when the population doubles, the burden grows 1.5 times (domain §11).
HARP_BURDEN = 1.5

# Remainders of a yen are compared to a millionth, so that the last bits of floating point do not
# decide a tie (this project's choice).
TIE_DIGITS = 6

# Crossings of two offers are looked for at 200 sizes in every segment (method §3), and halved
# until the size is known to a resident: 2^-30 of a segment.
POINTS_A_SEGMENT = 200
CROSSOVER_HALVINGS = 30

# Curves are drawn to 1.25 times beyond the smallest and largest quoted size (this project's
# choice): the 62 core cities lie inside the sample's sizes.
SIZE_MARGIN = 1.25

# A year of uninterrupted service: 365 days of 24 hours (domain §7: 99.5 % of 8,760 h).
HOURS_PER_DAY = 24
HOURS_PER_YEAR = 8760

# Coverages of estimates that are kept between evaluations: a few dozen views of twelve offers. It
# bounds memory and touches no figure. [ours]
KEPT_COVERAGES = 512
