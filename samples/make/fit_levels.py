"""Which answer each vendor gives to each requirement."""

from collections.abc import Mapping

from samples.make.chance import picked, stream
from samples.make.content_rows import Row, content_rows
from samples.make.vendors import Vendor

_HARD_PERCENT: Mapping[str, int] = {
    "B03": 22, "B04": 34, "B07": 32, "B09": 24, "B11": 30, "B13": 26, "B16": 28, "B17": 34,
    "B19": 14, "B18": 10, "B20": 10, "B06": 12, "COM": 28,
}  # fmt: skip
_HARD_USUAL = 20
_EASY: Mapping[str, int] = {
    "standard": 800, "parameter": 105, "option": 25, "customize": 16, "external": 14,
    "workaround": 20, "roadmap": 16, "not_possible": 4,
}  # fmt: skip
_HARD: Mapping[str, int] = {
    "standard": 180, "parameter": 145, "option": 50, "customize": 200, "external": 135,
    "workaround": 160, "roadmap": 105, "not_possible": 48,
}  # fmt: skip
_FLAVOUR: Mapping[str, Mapping[str, int]] = {
    "A": {"customize": 115, "external": 120, "workaround": 130},
    "B": {"workaround": 110, "parameter": 110, "customize": 160, "external": 130},
    "C": {"customize": 95, "external": 140, "parameter": 125, "roadmap": 120},
    "D": {"customize": 135, "external": 105, "option": 115},
    "E": {"roadmap": 125, "not_possible": 130, "workaround": 115},
    "F": {"standard": 112, "customize": 105, "roadmap": 160},
}
_OPTION_FOR_OPTIONAL = 6
_UNANSWERED_PERMILLE: Mapping[str, int] = {"E": 35, "F": 30}
NOT_TO_IMPLEMENT = "not_to_implement"
# Required functions that a vendor cannot offer, whatever chance says.
_FAILED: Mapping[str, tuple[str, ...]] = {
    "A": ("B02-009", "B11-012", "B17-009"),
    "D": ("B04-005", "B19-004"),
}


def _weights(vendor: Vendor, row: Row) -> dict[str, int]:
    """Return fit code → weight; a hard requirement is hard for everyone."""
    if row["class"] == NOT_TO_IMPLEMENT:
        return {"standard": 94, "parameter": 6}
    share = _HARD_PERCENT.get(row["business"], _HARD_USUAL)
    is_hard = stream("requirement", row["requirement_id"]).randrange(100) < share
    flavour = _FLAVOUR[vendor.key]
    weights = {
        fit: weight * flavour.get(fit, 100) for fit, weight in (_HARD if is_hard else _EASY).items()
    }
    if row["class"] == "standard_option":
        weights["option"] *= _OPTION_FOR_OPTIONAL if not is_hard else 2
    return weights


def fit_levels(vendor: Vendor) -> dict[str, str]:
    """Return requirement → fit code; ``unanswered`` where the vendor says nothing."""
    levels: dict[str, str] = {}
    for row in content_rows("requirements"):
        chance = stream(vendor.key, "fit", row["requirement_id"])
        is_silent = (
            chance.randrange(1000) < _UNANSWERED_PERMILLE.get(vendor.key, 0)
            or row["business"] in vendor.unserved
        )
        fit = "unanswered" if is_silent else picked(chance, _weights(vendor, row))
        is_failed = row["requirement_id"] in _FAILED.get(vendor.key, ())
        levels[row["requirement_id"]] = "not_possible" if is_failed else fit
    return levels
