"""Which costs are asked: ten items for each of the twenty businesses, the others once."""

from collections.abc import Iterator

from rfi.schema.codelists import load_codelist

COMMON = "COM"
PER_BUSINESS_ITEMS = ("I03", "I04", "I05", "I07", "I09", "I10", "R01", "R02", "R05", "R06")
ITEMS = load_codelist("cost_items").codes
BUSINESSES = tuple(code for code in load_codelist("businesses").codes if code != COMMON)


def asked_cells() -> Iterator[tuple[str, str]]:
    """Yield the (business, item) cells of one scenario in the order asked."""
    for item in ITEMS:
        for business in BUSINESSES if item in PER_BUSINESS_ITEMS else (COMMON,):
            yield business, item
