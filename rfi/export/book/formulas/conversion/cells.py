"""換算: by offer, business, item and phase, from the quoted sizes to what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas.conversion.amounts import PRESENT, RowAmounts
from rfi.export.book.formulas.conversion.columns import BUSINESS, ITEM, OFFER, PHASE, RULE, Columns
from rfi.export.book.formulas.conversion.shared import (
    GroupTexts,
    group_cell,
    individual_cell,
    ratio_cell,
)
from rfi.export.book.formulas.conversion.sized import DASH, SizedRows
from rfi.export.book.formulas.conversion.sizes import Sizes
from rfi.export.book.formulas.grid import Cell, Formula, beside, line_of, span
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.payers import ALONE, QUOTED, Payers
from rfi.export.book.formulas.quoted import lines as in_lines
from rfi.export.book.formulas.quoted.ledger import CellRow, Ledger
from rfi.export.book.formulas.quoted.lines import LineSheets
from rfi.normalize.cost.drivers import FIRST_OWN
from rfi.normalize.cost.lines import PHASES
from rfi.schema.codelists import load_codelist


@dataclass(slots=True)
class CellsSheet:
    """The sheet while its rows are made.

    ``spans`` and ``own`` hold (row, scenario) → first and last of its entries, and of those that
    each city bears for itself; ``homes`` the rows of a cell and phase.
    """

    basis: CostBasis
    ledger: Ledger
    payers: Payers
    amounts: RowAmounts
    lines: LineSheets
    sizes: Sizes | None
    sized: SizedRows | None
    columns: Columns
    letters: Sequence[str]
    names: Names
    measure: str
    shares: str
    part: float
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    own: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    homes: dict[int, list[int]] = field(default_factory=dict)

    def _quoted(self, index: int, row: CellRow, scenario: int) -> tuple[Cell, Cell, float]:
        """Return amount and present value in a quoted scenario; a word where it has no price."""
        parts, points = self.basis.cube.components, self.basis.points
        cell = row.cell_phase
        where = (scenario, parts.cell_offer[cell], parts.cell_business[cell], parts.cell_item[cell])
        found = self.spans.get((index, scenario))
        if found is None:
            is_known = points.has_amount[where] or points.is_free[where]
            return (0.0 if is_known else self.names.word("cells.no_price")), 0.0, 0.0
        cells = []
        for column, values in (
            (in_lines.NOMINAL, self.lines.nominal),
            (in_lines.PRESENT, self.lines.present),
        ):
            reference = self.names.sheet("lines", span(column, *found))
            text = (
                f"SUM({reference})"
                if found[0] != found[1]
                else self.names.sheet("lines", span(column, *found).split(":")[0])
            )
            cells.append(Formula(text, float(values[found[0] : found[1] + 1].sum())))
        return cells[0], cells[1], float(cells[0].value)

    def share(self) -> str:
        """Return the part of the city that is shown."""
        return f"INDEX({self.names.sheet('conditions', self.shares)},{self.names.of('city')})"

    def rows(self) -> list[list[Cell]]:
        """Return all rows."""
        entry = self.ledger
        for first, (cell, scenario, is_own) in enumerate(
            zip(
                entry.cell.tolist(),
                entry.scenario.tolist(),
                entry.is_individual.tolist(),
                strict=True,
            )
        ):
            for spans in (self.spans, self.own) if is_own else (self.spans,):
                low, _ = spans.get((cell, scenario), (first, first))
                spans[cell, scenario] = (low, first)
        for index, row in enumerate(self.ledger.cells):
            self.homes.setdefault(row.cell_phase, []).append(index)
        return [self._row(index, row) for index, row in enumerate(self.ledger.cells)]

    def _row(self, index: int, row: CellRow) -> list[Cell]:
        parts, axes, at = self.basis.cube.components, self.basis.model.axes, self.columns
        cell, lang = row.cell_phase, self.names.lang
        offer = int(parts.cell_offer[cell])
        made: list[Cell] = [None] * (at.shown_present + 1)
        made[0], made[OFFER] = float(index + 1), self.letters[offer]
        made[BUSINESS] = axes.businesses[int(parts.cell_business[cell])]
        made[ITEM] = axes.items[int(parts.cell_item[cell])]
        made[PHASE] = load_codelist("phases").title(PHASES[int(parts.phase_of_cell[cell])], lang)
        rule = "own" if row.driver >= FIRST_OWN else "curve"
        quoted = {}
        for scenario, column in at.scenarios.items():
            made[column], present, quoted[scenario] = self._quoted(index, row, scenario)
            if scenario in at.presents:
                made[at.presents[scenario]] = present
        if self.payers.members and self._members(made, index, row, offer, quoted):
            rule = "value"
        made[RULE] = self.names.word(f"cells.{rule}") if self.payers.members else None
        if self.payers.joint is not None:
            self._group(made, index, row, offer)
        self._shown(made, index)
        return made

    def _members(
        self, made: list[Cell], index: int, row: CellRow, offer: int, quoted: dict[int, float]
    ) -> bool:
        """Put in what each member pays alone; return whether a value stands for a formula."""
        at, has_value = self.columns, False
        alone = self.amounts.alone
        for member in range(len(self.payers.members)):
            column, present = at.alone[member], at.alone_present[member]
            between = self.sizes.between.get((offer, member)) if self.sizes else None
            if between is None or self.sized is None or self.sized.is_gap(row, offer, between):
                made[column], made[present] = DASH, 0.0
                continue
            ends = {
                "lower": between.lower,
                "upper": between.upper,
                "near": between.near,
                "other": between.other,
            }
            if any(isinstance(made[at.scenarios[end]], str) for end in ends.values()):
                made[column], made[present] = 0.0, 0.0
                continue
            texts = {name: beside(at.scenarios[end], index) for name, end in ends.items()}
            for name in ("near", "other"):
                texts[f"{name}_present"] = beside(at.presents[ends[name]], index)
            texts["own"] = beside(column, index)
            figures = (
                quoted[between.lower],
                quoted[between.upper],
                float(alone[self.measure][member, index]),
                float(alone[PRESENT][member, index]),
            )
            found = self.sized.cell(row, between, member, texts, figures)
            made[column], made[present] = found.nominal, found.present
            has_value = has_value or found.is_value
        return has_value

    def _group(self, made: list[Cell], index: int, row: CellRow, offer: int) -> None:
        """Put in ρ, the individual part, and what the group pays."""
        at, estimate, parts = self.columns, self.payers.estimate, self.basis.cube.components
        assert estimate is not None  # noqa: S101 - there is one wherever there is a group
        cell = row.cell_phase
        entry = (offer, int(parts.cell_business[cell]), int(parts.cell_item[cell]))
        quoted = estimate.groups[offer]
        alike = self.homes[cell]
        first, last = line_of(alike[0]), line_of(alike[-1])
        mine = self.amounts.component[index]
        if not quoted.is_quoted or estimate.gaps[entry] or not len(mine):
            made[at.ratio], made[at.group], made[at.group_present] = DASH, 0.0, 0.0
            return

        def summed(scenario: int) -> tuple[str, float]:
            name = xl_col_to_name(at.scenarios[scenario])
            total = sum(
                float(self.lines.nominal[low : high + 1].sum())
                for one in alike
                if (found := self.spans.get((one, scenario))) is not None
                for low, high in [found]
            )
            return f"SUM(${name}{first}:${name}{last})", total

        used = {
            one: summed(one) for one in (quoted.single, quoted.lower, quoted.upper, quoted.nearer)
        }
        texts = GroupTexts(
            {one: text for one, (text, _) in used.items()},
            {one: value for one, (_, value) in used.items()},
            len(self.payers.members),
        )
        made[at.ratio] = ratio_cell(self.basis, quoted, texts)
        part = float(estimate.individual[mine[0]])
        own = self._individual(alike, quoted.nearer)
        made[at.individual] = individual_cell(part, own, used[quoted.nearer][0])
        factors = [float(estimate.factors[m, mine[0]]) for m in range(len(self.payers.members))]
        for columns, column, measure in (
            (at.alone, at.group, self.measure),
            (at.alone_present, at.group_present, PRESENT),
        ):
            members = [beside(one, index) for one in columns]
            value = float(self.amounts.joint[measure][:, index].sum())
            made[column] = group_cell(
                made[at.ratio], factors, members, beside(at.ratio, index), value
            )

    def _individual(self, alike: Sequence[int], scenario: int) -> str:
        """Return the sum of what each city bears for itself in a quoted scenario."""
        found = [self.own[one, scenario] for one in alike if (one, scenario) in self.own]
        if not found:
            return ""
        first, last = min(low for low, _ in found), max(high for _, high in found)
        reference = span(in_lines.NOMINAL, first, last)
        return f"SUM({self.names.sheet('lines', reference)})"

    def _shown(self, made: list[Cell], index: int) -> None:
        """Put in what is shown, by the number of what is shown."""
        at, payers = self.columns, self.payers
        own = self.basis.model.axes.scenarios.index(payers.conditions.scenario_id)
        for column, measure, quoted, alone, group in (
            (at.shown, self.measure, at.scenarios[own], at.alone, at.group),
            (at.shown_present, PRESENT, at.presents[own], at.alone_present, at.group_present),
        ):
            texts = [f"N({beside(quoted, index)})"]
            if payers.members:
                members = f"{beside(alone[0], index)}:{beside(alone[-1], index)}"
                mine = f"N(INDEX({members},{self.names.of('city')}))"
                texts.append(mine)
            if payers.joint is not None:
                whole, part = beside(group, index), made[at.individual]
                shared = f"{self.share()}*{whole}"
                if part is not None:
                    individual, ratio = beside(at.individual, index), beside(at.ratio, index)
                    shared = (
                        f"{self.share()}*(1-{individual})*{whole}"
                        f"+{individual}*N({ratio})*{texts[ALONE - 1]}"
                    )
                texts += [shared, whole]
            text = (
                f"CHOOSE({self.names.of('view')},{','.join(texts)})" if len(texts) > 1 else texts[0]
            )
            made[column] = Formula(text, self._shown_value(made, measure, quoted, index))

    def _shown_value(self, made: list[Cell], measure: str, quoted: int, index: int) -> float:
        if self.payers.view == QUOTED:
            found = made[quoted]
            return float(found.value) if isinstance(found, Formula) else 0.0
        return float(self.amounts.shown[measure][index])
