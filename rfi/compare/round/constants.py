"""Numbers that are facts, each with its citation."""

# 債務負担行為の限度額 is set in 千円, rounded up (method §1, "Two views").
THOUSAND_YEN = 1000

# 北海道HARP: when the population doubles, the burden grows 1.5 times (domain §11).
HARP_BURDEN = 1.5

# Remainders of a yen are compared to a millionth, so that the last bits of floating point do not
# decide a tie (this project's choice).
TIE_DIGITS = 6

# Crossings of two offers are looked for at 200 sizes in every segment (method §3).
POINTS_A_SEGMENT = 200

# Curves are drawn to 1.25 times beyond the smallest and largest quoted size (this project's
# choice): the 62 core cities lie inside the sample's sizes.
SIZE_MARGIN = 1.25

# A year of uninterrupted service: 365 days of 24 hours (domain §7: 99.5 % of 8,760 h).
HOURS_PER_DAY = 24
HOURS_PER_YEAR = 8760

# Survey of January 2025 on running costs after standardization (domain §10; 中核市市長会 緊急要望,
# 2025-01-29; ITmedia 2025-06-16): answered, asked, times on average, times at most, lower in;
# "at least doubled in more than half" gives a bound of the share only.
PUBLISHED_ANSWERED, PUBLISHED_ASKED = 59, 62
PUBLISHED_MEAN, PUBLISHED_MAXIMUM = 2.3, 5.7
PUBLISHED_LOWER = 2
PUBLISHED_DOUBLED_ABOVE = 0.5

# What is made from one set of answers and kept between evaluations: the prices of six offers laid
# out and a dozen sets of conditions. It bounds memory and touches no figure. [ours]
MOST_KEPT_BYTES = 56_000_000

# Coverages, plans of levelling and segments that a basis keeps: a few dozen views of twelve offers.
# It bounds memory and touches no figure. [ours]
MOST_BASIS_BYTES = 32_000_000

# The same of some of its offers, made again and again for their totals alone; and in how many
# numbers of settings side by side they are kept laid out. [ours]
MOST_HALF_BYTES = 1_000_000
MOST_SIDE_BY_SIDE = 8

# Two rates, 円/米ドル: what is quoted is straight in the rate, so that any two would do. [ours]
STRAIGHT_BETWEEN = (100.0, 200.0)

# Of a longer sequence or mapping this many are measured and stand for the rest: its elements are
# alike, and to walk a million of them would cost more than to make them. [ours]
MOST_MEASURED = 16

# Offers, numbers of cities and mean sizes for which it is kept how an offer quotes groups. [ours]
MOST_PLANS = 256

# Coverages of offers, and holes filled in them, of which it is kept what stays open. [ours]
MOST_ANSWERED = 256

# Choices of options whose answers are kept beside the base ones. [ours]
MOST_DERIVED = 4
# Parts of the pointer of a row of an offer, the empty one before the first "/" too (RFC 6901).
ROW_PARTS = 5

# Windows weighed, each under one way to discount: few offers go live in months of their own. [ours]
MOST_ANNUITIES = 1024
