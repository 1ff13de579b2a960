"""Numbers that are facts, each with its citation."""

# 債務負担行為の限度額 is set in 千円, rounded up (method §1, "Two views").
THOUSAND_YEN = 1000
