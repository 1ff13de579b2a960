"""Numbers that are bounds of method §11, each with its citation."""

# Draws of the regret, and the fixed seed (method §11 asks for 200 or more and one seed; the values
# are this project's choice). Each unknown price takes every 1/2,000 of its triangle once, so that
# the regret of one unknown price is exact to some millionths.
ASKING_DRAWS = 2_000
ASKING_SEED = 20_181_030  # day of the meeting that asked for the figures

# What goes out as questions in one press (method §11).
QUESTIONS_AT_ONCE = 10
# Prices of other offers that an unknown price needs (method §2: with fewer it stays unknown).
LEAST_DONORS = 2
# With two donors the ends are their very prices: without names it takes three (method §2).
LEAST_DONORS_UNNAMED = 3

# What a triangle is expected to lie below or above a price: a cube over three times two sides (the
# integral of a straight side twice over).
CUBE = 3
