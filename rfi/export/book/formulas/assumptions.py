"""The assumptions that formulas read, in cells that have names: as they are, and as exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from rfi.compare.cost.borne import group_shares
from rfi.compare.round.constants import HARP_BURDEN
from rfi.export.book.formulas.grid import Cell, Formula
from rfi.export.book.formulas.names import Name, Names
from rfi.export.book.formulas.payers import Payers
from rfi.normalize.constants import PERCENT
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import run_steps
from rfi.schema.codelists import load_codelist
from rfi.views.look.reading import Reading, tax_title

NAME, NOW, EXPORTED, UNIT, ABOUT = range(5)
_TIMINGS = {"start": 0.0, "mid": 0.5, "end": 1.0}
_PERCENT_SHAPE, _PLAIN_SHAPE = "0.0#%", "#,##0.##"


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One row of the block.

    Attributes:
        name: Defined name of its cell; None for a heading or a city.
        cells: Of the five columns.
        shape: Number format of its figures.
        is_input: Whether its value may be changed.
        choices: What may be chosen; empty for any figure.
    """

    name: Name | None
    cells: tuple[Cell, ...]
    shape: str = _PLAIN_SHAPE
    is_input: bool = False
    choices: tuple[str | float, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class AssumptionBlock:
    """The block, and where its parts stand on the sheet.

    Attributes:
        rows: In their order.
        top: Row of the first, counted from 0.
        shares: Cells of the parts that the members bear; "" without members.
    """

    rows: tuple[AssumptionRow, ...]
    top: int
    shares: str

    @property
    def places(self) -> Mapping[Name, str]:
        """Defined name → its cell."""
        numbered = enumerate(self.rows, start=self.top)
        return {
            row.name: xl_rowcol_to_cell(line, NOW, row_abs=True, col_abs=True)
            for line, row in numbered
            if row.name
        }


def _inputs(
    payers: Payers, reading: Reading, letters: Sequence[str], names: Names
) -> list[AssumptionRow]:
    """Return the rows that may be changed."""
    given = payers.conditions.assumptions
    lang = names.lang

    def said(key: str) -> tuple[str, str, str]:
        keys = load_codelist("assumption_keys")
        return keys.title(key, lang), keys.unit(key, lang), given.values[key].source

    def row(
        name: Name,
        key: str,
        value: float,
        shape: str = _PLAIN_SHAPE,
        choices: tuple[str | float, ...] = (),
    ) -> AssumptionRow:
        title, unit, source = said(key)
        head = f"{names.of(name)}  {title}"
        cells = (head, value, value, unit, source)
        return AssumptionRow(name, cells, shape, is_input=True, choices=choices)

    def own(name: Name, value: float | str, choices: tuple[str | float, ...]) -> AssumptionRow:
        about = names.word(f"about.{name}")
        cells = (names.of(name), value, value, "", about)
        return AssumptionRow(name, cells, "0", is_input=True, choices=choices)

    taxes = tuple(tax_title(tax, lang) for tax in ("excluded", "included"))
    rows = [own("view", float(payers.view), tuple(float(one) for one in payers.views))]
    if payers.members:
        cities = tuple(float(one + 1) for one in range(len(payers.members)))
        rows.append(own("city", float(payers.city + 1), cities))
    timing = _TIMINGS[given.choice("discount_timing")]
    rows += [
        row("fx", "fx_usd_jpy", given.number("fx_usd_jpy")),
        row("tax_rate", "tax_rate", given.number("tax_rate"), _PERCENT_SHAPE),
        own("shown_tax", tax_title(reading.tax, lang), taxes),
        row("months", "horizon_months", given.number("horizon_months")),
        row("discount_rate", "discount_rate", given.number("discount_rate"), _PERCENT_SHAPE),
        row("discount_timing", "discount_timing", timing, "0.0", tuple(_TIMINGS.values())),
        row("growth", "price_growth_rate", given.number("price_growth_rate"), _PERCENT_SHAPE),
        row(
            "equal_part", "sharing_equal_ratio", given.number("sharing_equal_ratio"), _PERCENT_SHAPE
        ),
        own("base", letters[0] if letters else "", tuple(letters)),
    ]
    return rows


def _column(first: int, count: int, column: int) -> str:
    """Return ``count`` cells of a column from row ``first`` on, fixed."""
    top, bottom = (
        xl_rowcol_to_cell(line, column, row_abs=True, col_abs=True)
        for line in (first, first + count - 1)
    )
    return f"{top}:{bottom}"


def _share(payers: Payers, member: int, place: str, all_: str, names: Names) -> Cell:
    """Return the part that a member bears."""
    value = float(group_shares(payers.conditions)[member])
    method = payers.conditions.assumptions.choice("sharing_method")
    if method == "mixed":
        equal, count = names.of("equal_part"), len(payers.members)
        return Formula(f"{equal}/{count}+(1-{equal})*{place}/SUM({all_})", value)
    if method == "harp":
        burden = f"LN({HARP_BURDEN})/LN(2)"
        return Formula(f"{place}^({burden})/SUMPRODUCT({all_}^({burden}))", value)
    return value


def assumption_block(
    payers: Payers, reading: Reading, letters: Sequence[str], names: Names, top: int
) -> AssumptionBlock:
    """Return the block, its first row in row ``top`` of the sheet, counted from 0."""
    inputs = _inputs(payers, reading, letters, names)
    places = {
        row.name: xl_rowcol_to_cell(top + index, NOW, row_abs=True, col_abs=True)
        for index, row in enumerate(inputs)
    }
    bottom = top + len(inputs) - 1
    spans = [
        f"{xl_rowcol_to_cell(top, column)}:{xl_rowcol_to_cell(bottom, column)}"
        for column in (NOW, EXPORTED)
    ]
    yes, no = names.word("yes"), names.word("no")
    rate, is_included = places["tax_rate"], reading.tax == "included"
    # One yen without tax and one with it, each on the basis that is shown.
    given = {"amount_jpy": np.ones(2), "is_tax_included": np.array([0.0, 1.0])}
    taxed_yen = run_steps(given, payers.conditions.assumptions, steps_named("tax"))
    suffix = "incl" if is_included else "excl"
    factors = taxed_yen[f"amount_{suffix}_tax_jpy"].astype(np.float64).tolist()
    taxed = names.of("is_taxed")
    included = tax_title("included", names.lang)

    def derived(name: Name, text: str, value: float | str, shape: str) -> AssumptionRow:
        cells = (names.of(name), Formula(text, value), None, "", names.word(f"about.{name}"))
        return AssumptionRow(name, cells, shape)

    rows = [
        *inputs,
        derived("changed", f'IF(SUMPRODUCT(--({spans[0]}<>{spans[1]}))=0,"{no}","{yes}")', no, "@"),
        derived("is_taxed", f'IF({places["shown_tax"]}="{included}",1,0)', float(is_included), "0"),
        derived(
            "without_tax",
            f"IF({taxed}=1,1+{rate},1)",
            factors[0],
            "0.000000",
        ),
        derived(
            "with_tax",
            f"IF({taxed}=1,1,{PERCENT}/({PERCENT}+{PERCENT}*{rate}))",
            factors[1],
            "0.000000",
        ),
    ]
    if not payers.members:
        return AssumptionBlock(tuple(rows), top, "")
    heads = tuple(names.word(f"members.{one}") for one in ("city", "people", "number", "share"))
    rows.append(AssumptionRow(None, (heads[0], heads[1], heads[2], "", heads[3]), is_heading=True))
    first = top + len(rows)
    count = len(payers.members)
    everyone = _column(first, count, NOW)
    for member, city in enumerate(payers.members):
        place = xl_rowcol_to_cell(first + member, NOW)
        share: Cell = 1.0
        if payers.joint is not None:
            share = _share(payers, member, place, everyone, names)
        cells = (city.name, float(city.population), float(member + 1), "", share)
        rows.append(AssumptionRow(None, cells, "#,##0.####"))
    return AssumptionBlock(tuple(rows), top, _column(first, count, ABOUT))
