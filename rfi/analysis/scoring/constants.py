"""Numbers that are facts or bounds of domain §12 and method §11, each with its citation."""

from fractions import Fraction

# 京都市 divides the points for price 70 to build and 30 to upkeep (domain §12).
BUILD_SHARE = Fraction(70, 100)
# Price of a quotient of points (除算方式), yen: 億円, so that quotients have digits to round.
QUOTIENT_UNIT = 10**8
# Points of whoever brings the most, before a weight (this project's choice).
FULL_POINTS = 100
# A price of a hundredth of the lowest: what a rule does to the others (this project's choice).
TINY = Fraction(1, 100)
# Below this, two sums of points are one where floats are compared (this project's choice).
POINT_TOLERANCE = 1e-9
