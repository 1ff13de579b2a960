"""What a row of each table must say: its state, and which cells turn yellow or grey."""

from collections.abc import Iterator, Mapping

from rfi.document.form.marks import OPTIONS, STAGES
from rfi.intake.form.choices import Choices
from rfi.intake.form.plan import Colour
from rfi.intake.form.states import (
    Among,
    Blank,
    Both,
    Cases,
    Condition,
    Either,
    Filled,
    Not,
    Priced,
    Rule,
)
from rfi.scenario.options import options_of
from rfi.schema.codelists import load_codelist

# Columns that a row of a sheet with spare rows must say, once it says anything.
MUST = {
    "cost_lines": ("scenario_id", "businesses", "item", "state"),
    "cost_tiers": ("line_id", "from_quantity", "amount"),
    "bundle_weights": ("line_id", "business", "weight"),
    "discount_lines": (
        "scenario_id", "amount", "unit", "currency", "tax", "frequency", "condition",
    ),
    "stated_totals": ("scenario_id", "kind", "amount", "unit", "currency", "tax"),
    "vendor_assumptions": ("topic", "text"),
    STAGES: ("business", "go_live_on"),
}  # fmt: skip
# First and last column of what is typed there.
_TYPED = {
    "cost_lines": ("scenario_id", "note"),
    "cost_tiers": ("line_id", "amount"),
    "bundle_weights": ("line_id", "weight"),
    "discount_lines": ("scenario_id", "note"),
    "stated_totals": ("scenario_id", "note"),
    "vendor_assumptions": ("topic", "text"),
    STAGES: ("business", "note"),
}
_PRICES = ("amount", "amount_low", "amount_high")
_PRICE_TERMS = ("unit", "currency", "tax", "frequency")
_FIT_COSTS = ("cost_once", "cost_monthly")
_VALUES = ("value_number", "value_boolean")


def _blanks(*keys: str) -> tuple[Condition, ...]:
    return tuple(Blank(key) for key in keys)


class _Fits:
    """What an answer to a requirement opens."""

    def __init__(self, choices: Choices) -> None:
        self.gap = Among("symbol", choices.answers_of("customize", "external"))
        self.workaround = Among("symbol", choices.answers_of("workaround"))
        self.roadmap = Among("symbol", choices.answers_of("roadmap"))

    def rule(self) -> Rule:
        costless = Both(_blanks("cost_item", *_FIT_COSTS))
        return Cases((
            (Blank("symbol"), "empty"),
            (Both((self.gap, Either((Blank("cause"), costless)))), "check"),
            (Both((self.workaround, Either(_blanks("workaround_minutes", "workaround_cases")))),
             "check"),
            (Both((self.roadmap, Blank("available_on"))), "check"),
            (Both((Priced(_FIT_COSTS), Blank("unit"))), "check"),
        ))  # fmt: skip

    def colours(self) -> Iterator[Colour]:
        yield Colour("symbol", "symbol", Blank("symbol"), "must")
        yield Colour("cause", "tax", Not(self.gap), "grey")
        yield Colour("workaround_minutes", "workaround_cases", Not(self.workaround), "grey")
        yield Colour("available_on", "available_on", Not(self.roadmap), "grey")
        yield Colour("cause", "cause", Blank("cause"), "must")
        costless = Both(_blanks("cost_item", *_FIT_COSTS))
        yield Colour("cost_item", "cost_monthly", costless, "must")
        yield Colour("unit", "unit", Both((Priced(_FIT_COSTS), Blank("unit"))), "must")
        for key in ("workaround_minutes", "workaround_cases", "available_on"):
            yield Colour(key, key, Blank(key), "must")


class _Options:
    """What the price of an option must say."""

    def __init__(self, choices: Choices) -> None:
        listed = load_codelist("cell_states")
        self._priced = tuple(listed.title(one, choices.lang) for one in ("priced", "priced_from"))
        # Of each option and scenario of which a price is a must.
        self.musts = frozenset(
            f"{one.option_id}/{scenario}"
            for one in options_of(choices.asked)
            for scenario in choices.asked.scenarios
            if one.is_must
        )
        self.blank = Both(_blanks("state", *_PRICES))

    def rule(self, *, is_must: bool) -> Rule:
        return Cases((
            (self.blank, "empty" if is_must else "may"),
            (Both((Among("state", self._priced), Not(Priced(_PRICES)))), "check"),
            (Both((Priced(_PRICES), Either(_blanks(*_PRICE_TERMS)))), "check"),
        ))  # fmt: skip

    def colours(self) -> Iterator[Colour]:
        if self.musts:
            yield Colour("state", "amount", self.blank, "must", self.musts)
        for key in _PRICE_TERMS:
            yield Colour(key, key, Both((Priced(_PRICES), Blank(key))), "must")


def must_rules(table: str, choices: Choices) -> Mapping[str, Rule]:
    """Return row id → rule of the rows that must be answered, where a table has others too."""
    if table != OPTIONS:
        return {}
    found = _Options(choices)
    return dict.fromkeys(found.musts, found.rule(is_must=True))


def rule_of(table: str, choices: Choices) -> Rule | None:
    """Return what gives the rows of a table their state."""
    if table == "fit_answers":
        return _Fits(choices).rule()
    if table == OPTIONS:
        return _Options(choices).rule(is_must=False)
    if table == "benefit_lines":
        answered = ("baseline", "target", "evidence")
        return Cases((
            (Not(Filled("state", "evidence_body")), "empty"),
            (Not(Blank("state")), "done"),
            (Either(_blanks(*answered)), "check"),
        ))  # fmt: skip
    if table == "service_levels":
        return Cases(((Not(Filled(*_VALUES)), "empty"),))
    if table not in MUST:
        return None
    faults: tuple[Condition, ...] = (Either(_blanks(*MUST[table])),)
    if table == "cost_lines":
        faults += (Both((Priced(_PRICES), Either(_blanks(*_PRICE_TERMS)))),)
    return Cases(((Not(Filled(*_TYPED[table])), ""), (Either(faults), "check")))


def colours_of(table: str, choices: Choices) -> tuple[Colour, ...]:
    """Return the looks of a table."""
    if table == "fit_answers":
        return tuple(_Fits(choices).colours())
    if table == OPTIONS:
        return tuple(_Options(choices).colours())
    if table == "service_levels":
        return (Colour(*_VALUES, Not(Filled(*_VALUES)), "must"),)
    if table == "benefit_lines":
        said = Not(Blank("state"))
        return (
            Colour("baseline", "evidence_body", said, "grey"),
            *(Colour(key, key, Blank(key), "must") for key in ("baseline", "target", "evidence")),
        )
    if table not in MUST:
        return ()
    is_begun = Filled(*_TYPED[table])
    musts = [Colour(key, key, Both((is_begun, Blank(key))), "must") for key in MUST[table]]
    if table == "cost_lines":
        priced = Priced(_PRICES)
        musts += [Colour(key, key, Both((priced, Blank(key))), "must") for key in _PRICE_TERMS]
    return tuple(musts)
