"""Cost lines that an issue keeps out: each counts as unanswered, the answer itself is accepted."""

from collections.abc import Iterable

from rfi.schema.issue import Issue

# Codes of warnings whose line does not count until the vendor has answered.
LINE_ERRORS = frozenset(
    {
        "date_implausible",
        "minimum_without_basis",
        "point_outside_range",
        "procedure_without_basis",
        "quantity_unit_scale",
        "quantity_without_basis",
        "tiers_beside_amount",
        "tiers_not_from_zero",
        "tiers_repeated",
        "tiers_without_basis",
        "volume_zero",
        "year_typed_alone",
    }
)
_ARRAY = "cost_lines"
_OFFER, _KIND, _LINE = 2, 3, 4


def refused_lines(issues: Iterable[Issue]) -> frozenset[tuple[int, int]]:
    """Return (offer, cost line) by their positions in the answer, of every line kept out."""
    found = set()
    for issue in issues:
        if issue.code in LINE_ERRORS:
            places = issue.params.get("pointers")
            for pointer in places if isinstance(places, tuple) else (issue.pointer,):
                parts = pointer.split("/")
                if len(parts) > _LINE and parts[_KIND] == _ARRAY:
                    found.add((int(parts[_OFFER]), int(parts[_LINE])))
    return frozenset(found)
