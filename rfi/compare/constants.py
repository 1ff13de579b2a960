"""Numbers that are facts, each with its citation."""

# 債務負担行為の限度額 is set in 千円, rounded up (method §1, "Two views").
THOUSAND_YEN = 1000

# Money in float64 is held within 0.01 yen (method, head): less than that is no crossing of zero.
YEN_TOLERANCE = 0.01

# Survey of January 2025 on running costs after standardization (purpose; 中核市市長会 緊急要望,
# 2025-01-29; ITmedia 2025-06-16): answered, asked, times on average, times at most, lower in;
# "at least doubled in more than half" gives a bound of the share only.
PUBLISHED_ANSWERED, PUBLISHED_ASKED = 59, 62
PUBLISHED_MEAN, PUBLISHED_MAXIMUM = 2.3, 5.7
PUBLISHED_LOWER = 2
PUBLISHED_DOUBLED_ABOVE = 0.5
