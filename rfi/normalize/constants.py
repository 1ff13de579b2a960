"""Numbers that are facts, each with its citation."""

from rfi.schema.codelists import load_codelist

# Months are counted from January of year 0; a fiscal year starts in April (domain §13).
APRIL = 3

# Consumption tax (消費税法 and its amendments; domain §9): first month of service, per cent.
# The last one is the assumption ``tax_rate``, so it has no figure here.
TAX_REGIMES: tuple[tuple[int, int, float], ...] = (
    (1989, 4, 3),
    (1997, 4, 5),
    (2014, 4, 8),
)
CURRENT_TAX_FROM = (2019, 10)
# Rate by which discounts are weighed against lines that hold tax: a weight is a property of the
# quotation and does not follow the assumption (see ``discounts``). Accounts of past years hold tax
# at it too (``rfi.compare.today.todays_cost``).
STATUTORY_TAX_RATE = 0.1

# A rate in per cent is that many hundredths; tax-included to tax-excluded is ×100/(100+r).
PERCENT = 100

# Money in float64 is held within 0.01 yen (method §0): less than that is no crossing of zero.
YEN_TOLERANCE = 0.01

# Beyond this horizon renewal of equipment and leases is an asked cell (method §1, "term").
RENEWAL_HORIZON_MONTHS = 120

UNIT_FACTORS = {
    code: float(row["factor"]) for code, row in load_codelist("money_units").rows.items()
}

# Effects are answered in minutes a case and counted in hours (method §5).
MINUTES_PER_HOUR = 60
