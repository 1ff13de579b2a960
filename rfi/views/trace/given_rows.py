"""What the vendor's line and the scenario give the ledger beside the amount: its makings."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from rfi.compare.round.basis import CostBasis
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import trimmed
from rfi.text.quantity_words import read_quantity_word
from rfi.text.wording import Lang, text
from rfi.views.look.table import Row, TableCell

# A cell without words would shift the others of its line in plain text.
_NO_UNIT = TableCell(text="－")


class GivenRows:
    """Rows of one line, the same in every fiscal year.

    Args:
        basis: The answers laid out.
        line: Index into the lines of the model.
        count: Number of columns beside the unit.
        lang: Language.
    """

    def __init__(self, basis: CostBasis, line: int, count: int, lang: Lang) -> None:
        """Look up the line, its scenario and its tariff."""
        lines = basis.model.lines
        table_row = int(lines.table_row[line])
        self._record: Mapping[Any, Any] = basis.tables["cost_lines"].iloc[table_row].to_dict()
        scenario = basis.model.axes.scenarios[lines.scenario[line]]
        self._scenario = basis.questionnaire.scenarios[scenario]
        self._procedures = basis.questionnaire.procedures
        self._tariff = basis.model.drivers.tariffs.get(table_row)
        self._is_middle = bool(lines.is_midpoint[line])
        self._count, self._lang = count, lang

    @property
    def amount_title(self) -> str:
        """Heading of the amount that the steps begin with."""
        if self._tariff:
            return self._word("charge")
        return self._word("middle") if self._is_middle else ""

    def _word(self, name: str, **facts: object) -> str:
        return text(f"step.given.{name}", self._lang, **facts)

    def _value(self, key: str, value: float, **facts: object) -> Row:
        cells = (_NO_UNIT, *(TableCell(float(value)) for _ in range(self._count)))
        return Row(f"given.{key}", self._word(key, **facts), cells, "number")

    def _words(self, key: str, shown: str) -> Row:
        cells = (_NO_UNIT, *(TableCell(text=shown) for _ in range(self._count)))
        return Row(f"given.{key}", self._word(key), cells, "text")

    def tax(self) -> Iterator[Row]:
        """Yield whether the amount holds tax."""
        if isinstance(self._record["tax"], str):
            yield self._words(
                "tax", load_codelist("tax_kinds").title(self._record["tax"], self._lang)
            )

    def quantity(self) -> Iterator[Row]:
        """Yield what the quantity is made of; nothing for a lump sum."""
        basis = self._record["basis"]
        if not isinstance(basis, str) or basis == "lump_sum":
            return
        yield self._words("basis", load_codelist("quantity_bases").title(basis, self._lang))
        scenario, own = self._scenario, self._record["quantity"]
        is_own = basis in {"per_unit", "per_case"} and not np.isnan(own)
        if is_own:
            yield self._value("quantity", own)
            unit = self._record["quantity_unit"]
            scale = read_quantity_word(unit).scale if isinstance(unit, str) else 1
            if scale != 1:
                yield self._value("quantity_scale", scale, unit=unit)
            return
        known = {"per_resident": scenario.population, "per_staff": scenario.staff}
        of_one: float | None = known.get(basis)
        if basis == "per_case":
            procedure = self._record["procedure_id"]
            of_one = scenario.volumes.get(procedure)
            if of_one is not None:
                name = self._procedures.get(procedure, procedure)
                yield self._value("cases", of_one, procedure=name)
        elif of_one is not None:
            yield self._value(basis, of_one)
        yield self._value("cities", scenario.cities)

    def amount(self) -> Iterator[Row]:
        """Yield what the amount itself is made of: the ends of a range, or tiers by quantity."""
        if self._is_middle:
            yield self._value("low", self._record["amount_low"])
            yield self._value("high", self._record["amount_high"])
        tariff = self._tariff
        if tariff is None:
            return
        yield from self.quantity()
        if len(tariff.begin):
            yield self._words(
                "tiers", self._word("tiers.volume" if tariff.is_volume else "tiers.graduated")
            )
        else:
            yield self._value("plain_price", tariff.plain_price)
        for start, price in zip(tariff.begin.tolist(), tariff.price.tolist(), strict=True):
            yield self._value("tier", price, start=trimmed(start))
        if not np.isnan(tariff.minimum):
            yield self._value("least", tariff.minimum)

    @property
    def has_tariff(self) -> bool:
        """Whether the quantity stands with the amount and not in a step of its own."""
        return self._tariff is not None
