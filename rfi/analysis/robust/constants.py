"""Numbers that are facts or bounds of method §8 and §3, each with its citation."""

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

# Range of the exchange rate that is looked at: that of the slider (domain §9), in 円/米ドル.
FX_BOUNDS = (100.0, 180.0)
# For a city every look is a comparison of its own: 16 stretches of the range, 5 円 each (this
# project's choice: totals over the rate bend, but do not swing).
FX_STRETCHES = 16

# Rates whose totals are kept under one set of other conditions: each turn of two offers is halved
# to some forty of them (this project's choice; it bounds memory and touches no figure).
MOST_RATES = 1_024

# How many settings of a range are looked at, its ends among them (this project's choice: present
# values over a rate bend little, and between neighbours a straight line is taken).
SWING_POINTS = 5
# What is moved, over which range (domain §9: the sliders; the exchange rate ±20 円 around today's,
# turns of it looked for a little beyond its slider).
FX_SWING, FX_SEARCH = 20.0, (100.0, 200.0)
SWING_BOUNDS = {
    "discount_rate": (0.0, 0.04),
    "price_growth_rate": (0.0, 0.02),
    "sharing_equal_ratio": (0.0, 1.0),
}

# Digits of a step behind the point: enough for a hundredth of a per cent of a rate (this project's
# choice), so that 0.15 is not 0.15000000000000002.
ALONG_DIGITS = 6
# Sliders that follow the finger: ends, and into how many steps the way between is cut (domain §9;
# the steps are this project's choice: each is a comparison of its own, about 15 ms).
ALONG_STEPS: dict[str, tuple[float, float, int]] = {
    "fx_usd_jpy": (100.0, 180.0, 16),
    "horizon_months": (60.0, 120.0, 5),
    "discount_rate": (0.0, 0.05, 10),
    "price_growth_rate": (0.0, 0.03, 12),
    "sharing_equal_ratio": (0.0, 1.0, 20),
    "resident_hour_jpy": (1_000.0, 4_000.0, 30),
    "staff_hour_jpy": (2_000.0, 6_000.0, 40),
}
