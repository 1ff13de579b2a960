"""The open warnings of a round, and the cells of each offer's costs that they touch.

Found once for the answers: what a set of conditions asks for is a count over arrays.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.scope import Scope, ScopeMasks, masks_of
from rfi.intake.query.queries import QueryPlace
from rfi.intake.query.touched import (
    FIGURES_NOT_READ,
    SettledPlace,
    Touch,
    place_key,
    seen_key,
    touches_of,
)
from rfi.intake.rules.checked import CheckedResponse
from rfi.intake.value_paths import PathFinder
from rfi.schema.issue import Issue
from rfi.tidy.tables import Tables

Indexes = npt.NDArray[np.int64]
# Every scenario, or every cell of a scenario.
_ALL = -1
_ENTRY = ("warning", "scenario", "business", "item")


@dataclass(frozen=True, slots=True, eq=False)
class OpenWarnings:
    """Warnings that are open and touch amounts.

    Attributes:
        warnings: In the order found.
        entries: By offer: rows of (index of the warning, scenario, business, item); −1 is every
            scenario, or every cell of it. Business and item are indexes of the axes.
    """

    warnings: tuple[Issue, ...]
    entries: tuple[Indexes, ...]

    def touching(
        self, offer: int, scenarios: Sequence[int], masks: ScopeMasks | None
    ) -> tuple[Issue, ...]:
        """Return the warnings that touch the figures of one offer.

        Args:
            offer: Index of the offer.
            scenarios: The quoted scenarios that its figures come from.
            masks: Of the scope; None for the full one.
        """
        if not len(self.entries[offer]):
            return ()
        warning, scenario, business, item = self.entries[offer].T
        touched = np.isin(scenario, (_ALL, *scenarios))
        if masks is not None:
            inside = masks.whole | masks.cut
            touched &= (business == _ALL) | inside[business, item]
        return tuple(self.warnings[index] for index in np.unique(warning[touched]).tolist())


def _open_touches(
    response: CheckedResponse, issues: Iterable[Issue], settled: Collection[SettledPlace]
) -> Iterator[tuple[Issue, list[Touch]]]:
    """Yield the issues of one answer with a place that is open, and what is touched there."""
    if response.value is None:
        return
    response_id = str(response.value["response_id"])
    paths = PathFinder(response.value)

    def is_open(code: str, place: QueryPlace) -> bool:
        if not settled:
            return True
        seen = seen_key(paths, response.value, place, response.document.sha256)
        keys = (place_key(paths, place), seen)
        return not any((response_id, code, key) in settled for key in keys)

    for issue in issues:
        touches = [touch for place, touch in touches_of(issue) if is_open(issue.code, place)]
        if touches:
            yield issue, touches


def unread_offers(tables: Tables, settled: Collection[SettledPlace]) -> tuple[bool, ...]:
    """Return by offer whether a figure of its file that was not read is still open.

    Args:
        tables: The accepted answers.
        settled: What was answered, withdrawn or dismissed.
    """
    offers = tables["offers"]
    owner, position = offers["owner"].to_numpy(), offers["position"].to_numpy()
    unread = np.zeros(len(offers), dtype=np.bool_)
    for index, response in enumerate(tables.responses):
        mine = [issue for issue in response.issues if issue.code in FIGURES_NOT_READ]
        for _, touches in _open_touches(response, mine, settled):
            for touch in touches:
                unread |= (owner == index) & ((touch.offer is None) | (position == touch.offer))
    return tuple(unread.tolist())


class _Cells:
    """From touches to cells, over the tables of one basis."""

    def __init__(self, basis: CostBasis) -> None:
        offers = basis.tables["offers"]
        self._owner, self._position = offers["owner"].to_numpy(), offers["position"].to_numpy()
        self._rows = {
            kind: dict(zip(zip(*of, strict=True), range(len(of[0])), strict=True))
            for kind, of in (
                (kind, [basis.tables[name][key].tolist() for key in ("owner", "position")])
                for kind, name in (("line", "cost_lines"), ("discount", "discount_lines"))
            )
        }
        scenarios = {name: index for index, name in enumerate(basis.model.axes.scenarios)}
        self._discount_scenario = [
            scenarios.get(name, _ALL)
            for name in basis.tables["discount_lines"]["scenario_id"].tolist()
        ]
        # Few lines are touched, so that only their places in the order of their rows are looked up.
        self._lines = basis.model.lines
        self._by_row = np.argsort(self._lines.table_row, kind="stable")
        self._row_of = self._lines.table_row[self._by_row]

    def _line_cells(self, row: int) -> Iterator[tuple[int, int, int]]:
        """Yield (scenario, business, item) of the lines that a row of the table became."""
        first, end = np.searchsorted(self._row_of, row), np.searchsorted(self._row_of, row, "right")
        of_row = self._by_row[first:end]
        columns = (self._lines.scenario, self._lines.business, self._lines.item)
        yield from zip(*(column[of_row].tolist() for column in columns), strict=True)

    def touched(self, response: int, touch: Touch) -> Iterator[tuple[int, int, int, int]]:
        """Yield (offer, scenario, business, item) of what is touched; −1 is every one."""
        mine = self._owner == response
        if touch.offer is not None:
            mine = mine & (self._position == touch.offer)
        for offer in np.flatnonzero(mine).tolist():
            for cell in self._cells(offer, touch):
                yield (offer, *cell)

    def _cells(self, offer: int, touch: Touch) -> Iterator[tuple[int, int, int]]:
        if touch.kind == "offer":
            yield (_ALL, _ALL, _ALL)
            return
        if touch.kind == "discount":
            row = self._rows["discount"].get((offer, touch.row))
            yield (_ALL if row is None else self._discount_scenario[row], _ALL, _ALL)
            return
        row = self._rows["line"].get((offer, touch.row))
        for scenario, business, item in self._line_cells(row) if row is not None else ():
            is_whole = touch.kind == "scenario_of_line"
            yield (scenario, _ALL, _ALL) if is_whole else (scenario, business, item)


def open_warnings(
    basis: CostBasis, plausibility: Iterable[Issue], settled: Collection[SettledPlace]
) -> OpenWarnings:
    """Return the open warnings of every accepted answer with the cells that they touch.

    Args:
        basis: The answers laid out, with the issues that only the whole set of lines shows.
        plausibility: Warnings of method §9.
        settled: What was answered, withdrawn or dismissed.
    """
    cells = _Cells(basis)
    later = [*basis.issues, *plausibility]
    warnings: list[Issue] = []
    rows: list[set[tuple[int, int, int, int]]] = [set() for _ in basis.offers]
    for index, response in enumerate(basis.tables.responses):
        # Two files may share a name: what was found in one is then open for both.
        found = [issue for issue in later if issue.document == response.document.name]
        for issue, touches in _open_touches(response, (*response.issues, *found), settled):
            for touch in touches:
                for offer, *cell in cells.touched(index, touch):
                    rows[offer].add((len(warnings), cell[0], cell[1], cell[2]))
            warnings.append(issue)
    return OpenWarnings(
        tuple(warnings),
        tuple(np.array(sorted(found), dtype=np.int64).reshape(-1, len(_ENTRY)) for found in rows),
    )


def count_open(
    basis: CostBasis, scope: Scope, warnings: OpenWarnings, offer: int, scenarios: tuple[int, ...]
) -> int:
    """Return how many open warnings touch an offer's total; kept, most assumptions touch none."""

    def count() -> int:
        return len(warnings.touching(offer, scenarios, masks_of(scope, basis.model.axes)))

    return basis.kept.get("to_confirm", (warnings, offer, scenarios, scope), count)
