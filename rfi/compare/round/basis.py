"""A set of answers made ready once, for any number of comparisons."""

from dataclasses import dataclass, field, replace

import numpy as np

from rfi.compare.round.constants import MOST_BASIS_BYTES
from rfi.compare.round.coverage import FIGURE_NOT_READ, Coverage, asked_cells, coverage_of
from rfi.compare.round.kept import Kept
from rfi.compare.round.quoted_points import Flags, QuotedPoints, quoted_points
from rfi.compare.round.scope import Scope
from rfi.normalize.cost.cell_states import CellStates, cell_states
from rfi.normalize.cost.cube import CostCube, build_cube
from rfi.normalize.cost.model import NO_DISCOUNT, CostModel, build_cost_model
from rfi.normalize.months import months_of_dates
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue
from rfi.tidy.tables import Tables

_NAMES = ("offer_key", "place", "offer_id", "vendor", "title")


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """One offer: its unique key and place, what the vendor calls it, and when it goes live."""

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    go_live_month: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The whole round beside a basis that shows some of its offers.

    Attributes:
        basis: Of every offer.
        rows: Index there of each offer shown.
    """

    basis: "CostBasis"
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CostBasis:
    """Answers with everything that no sliding assumption changes.

    Attributes:
        tables: Flattened answers.
        questionnaire: What was asked.
        model: Lines and discounts laid out over fiscal years.
        cube: Their amounts, ready for new assumptions.
        cells: State of every cell.
        points: Which sizes and group sizes are priced.
        offers: In the order of their places.
        has_discount: offer × scenario: whether a discount is counted.
        escalates: offer × scenario: whether the vendor states a yearly rise of some price.
        unread: By offer: whether a figure of its file that was not read is open.
        issues: What only the whole set of lines shows (discounts not counted, stated totals).
        peers: What an offer is held against where only some offers stand here; None for all.
        most_kept_bytes: Of what is made from it and kept with it.
    """

    tables: Tables
    questionnaire: Questionnaire
    model: CostModel
    cube: CostCube
    cells: CellStates
    points: QuotedPoints
    offers: tuple[OfferRecord, ...]
    has_discount: Flags
    escalates: Flags
    unread: tuple[bool, ...]
    issues: tuple[Issue, ...] = ()
    peers: Peers | None = None
    most_kept_bytes: int = MOST_BASIS_BYTES
    kept: Kept = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep nothing yet: a basis that is made from another keeps what is its own."""
        object.__setattr__(self, "kept", Kept(self.most_kept_bytes))

    @property
    def procedures(self) -> tuple[str, ...]:
        """Every procedure that the questionnaire counts the cases of."""

        def make() -> tuple[str, ...]:
            scenarios = self.questionnaire.scenarios.values()
            return tuple(dict.fromkeys(name for one in scenarios for name in one.volumes))

        return self.kept.get("procedures", (), make)

    def coverages(
        self, scenario: int, scope: Scope, horizon_months: float, *, is_extended: bool
    ) -> tuple[Coverage, ...]:
        """Return the coverage of every offer; kept, since most assumptions do not touch it."""

        def make() -> tuple[Coverage, ...]:
            axes = self.model.axes
            asked = asked_cells(self.cells, axes, self.questionnaire, scenario, scope)
            found = [
                coverage_of(self.cells, asked, offer, horizon_months, is_extended=is_extended)
                for offer in range(len(axes.offers))
            ]
            return tuple(
                replace(one, holes={**one.holes, FIGURE_NOT_READ: ()}) if is_unread else one
                for one, is_unread in zip(found, self.unread, strict=True)
            )

        key = (scenario, scope, horizon_months, is_extended)
        return self.kept.get("coverages", key, make)


def _offer_records(tables: Tables) -> tuple[OfferRecord, ...]:
    offers = tables["offers"]
    names = [offers[name].tolist() for name in _NAMES]
    months = months_of_dates(offers["go_live_on"]).tolist()
    return tuple(OfferRecord(*row) for row in zip(*names, months, strict=True))


def _has_discount(model: CostModel) -> Flags:
    line = model.line[model.discount != NO_DISCOUNT]
    found = np.zeros((len(model.axes.offers), len(model.axes.scenarios)), dtype=np.bool_)
    found[model.lines.offer[line], model.lines.scenario[line]] = True
    return found


def _escalates(model: CostModel) -> Flags:
    lines = model.lines
    found = np.zeros((len(model.axes.offers), len(model.axes.scenarios)), dtype=np.bool_)
    rising = lines.is_priced & (lines.columns["escalation_percent"] != 0)
    found[lines.offer[rising], lines.scenario[rising]] = True
    return found


def extension_of(assumptions: AssumptionSet) -> int | None:
    """Return how far recurring prices run on, None when they do not (``term_extension``)."""
    extends = assumptions.choice("term_extension") == "last_month"
    return int(assumptions.number("horizon_months")) if extends else None


def prepare_costs(
    tables: Tables,
    questionnaire: Questionnaire,
    extension_months: int | None = None,
    whole: Tables | None = None,
) -> CostBasis:
    """Lay the answers out, fill the cube and take the state of every cell.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        extension_months: From ``extension_of``.
        whole: Of the whole round, where ``tables`` hold some of its offers.
    """
    peers: Peers | None = None
    if whole is not None:
        every = prepare_costs(whole, questionnaire, extension_months)
        shown = set(tables["offers"]["place"].tolist())
        rows = (row for row, offer in enumerate(every.offers) if offer.place in shown)
        peers = Peers(every, tuple(rows))
    model = build_cost_model(tables, questionnaire, extension_months)
    cells = cell_states(tables, questionnaire, model)
    return CostBasis(
        tables=tables,
        questionnaire=questionnaire,
        model=model,
        # The same years as of the whole round: what levelling puts in falls into the same.
        cube=build_cube(model, peers.basis.cube.fiscal_years if peers else ()),
        cells=cells,
        points=quoted_points(model, questionnaire),
        offers=_offer_records(tables),
        has_discount=_has_discount(model),
        escalates=_escalates(model),
        unread=(False,) * len(model.axes.offers),
        issues=model.issues,
        peers=peers,
    )
