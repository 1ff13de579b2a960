"""An answer before its questionnaire, with what its rules look at."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from typing import Any

from rfi.intake.row_fields import Placed, RowFields
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue, Severity

Row = Mapping[str, Any]
Place = tuple[str, Row]
UNANSWERED = "unanswered"
# Length of the key of a cell: scenario, item, one business.
CELL_KEYS = 3
# What a remark on a price may contradict.
PRICE_TERMS = ("tax", "unit", "currency")
# Fields of a cost line that hold words: the remark, and the vendor's own name of the item.
WORDS_OF_PRICES = ("note", "label")
# Fields of a cost line that hold a day.
DAYS_OF_LINES = ("accepted_on", "start_on")
# Fields of a cost line that say what its amount is multiplied by.
_QUANTITY = frozenset(
    {"basis", "quantity", "quantity_unit", "procedure_id", "tiers", "minimum_charge"}
)
# Fields that no plain price has.
_DOUBTFUL = frozenset({"amount_low", "amount_as_written"})


def _keys_of(rows: RowFields) -> list[tuple[str, ...]]:
    scenarios, items, businesses = map(rows.column, ("scenario_id", "item", "businesses"))
    if set(map(len, businesses)) <= {1}:
        # Most answers have no bundles: their columns are put side by side.
        return list(zip(scenarios, items, chain.from_iterable(businesses), strict=True))
    return [(row["scenario_id"], row["item"], *row["businesses"]) for row in rows.rows]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@dataclass(frozen=True)
class Case:
    """One answer before its questionnaire.

    Attributes:
        answer: The value of a document that fits its schema.
        asked: The questionnaire.
        name: File name of the answer.
        origins: Cells of a workbook, by pointer, and those of empty asked cells.
        told: Pointers about which the reader has said something already.
        lost: Pointer of a list → its rows that broke the schema, as they stood: what they answer
            is no answer, but it is not left out either.
        gone: (offer, business, item) of the rows of prices that a workbook lacks: it was said that
            they are gone.
    """

    answer: Mapping[str, Any]
    asked: Questionnaire
    name: str
    origins: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    lost: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    gone: frozenset[tuple[int, str, str]] = frozenset()
    _fields: dict[str, tuple[tuple[str, RowFields], ...]] = field(
        default_factory=dict, init=False, repr=False
    )

    def arrays(self, kind: str) -> Iterator[tuple[str, list[Row]]]:
        """Yield (pointer of the array, its rows) for every offer."""
        for index, offer in enumerate(self.answer["offers"]):
            yield f"/offers/{index}/{kind}", offer.get(kind, [])

    def rows(self, kind: str) -> Iterator[Place]:
        """Yield (pointer, row) for every row of every offer."""
        for pointer, rows in self.arrays(kind):
            for index, row in enumerate(rows):
                yield f"{pointer}/{index}", row

    def fields(self, kind: str) -> Iterator[tuple[str, RowFields]]:
        """Yield (pointer of the array, its rows with the fields they have) for every offer."""
        if kind not in self._fields:
            self._fields[kind] = tuple(
                (pointer, RowFields(rows)) for pointer, rows in self.arrays(kind)
            )
        yield from self._fields[kind]

    def with_any(self, kind: str, *fields: str) -> Iterator[Place]:
        """Yield (pointer, row) for every row of every offer that has any of the fields."""
        for pointer, rows in self.fields(kind):
            for index, row in rows.with_any(*fields):
                yield f"{pointer}/{index}", row

    def lost_ids(self, kind: str, key: str) -> Iterator[frozenset[object]]:
        """Yield, for every offer, the ids of its rows of a kind that broke the schema."""
        for pointer, _ in self.arrays(kind):
            given = (row.get(key) for row in self.lost.get(pointer, ()))
            yield frozenset(name for name in given if isinstance(name, str))

    @cached_property
    def lost_cells(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """The (scenario, item, business) keys of every offer's lines that broke the schema."""
        return tuple(
            frozenset(
                (str(row.get("scenario_id")), str(row.get("item")), str(business))
                for row in self.lost.get(pointer, ())
                for business in _listed(row.get("businesses"))
            )
            for pointer, _ in self.arrays("cost_lines")
        )

    @cached_property
    def unusual_lines(self) -> tuple[Place, ...]:
        """The cost lines that are not simply a price with its tax flag.

        Most lines are; the rules on states and amounts need to look at the others only.
        """
        found: list[Place] = []
        for pointer, rows in self.fields("cost_lines"):
            unusual = {index for index, _ in rows.with_any(*_DOUBTFUL)}
            columns = zip(*map(rows.column, ("state", "amount", "tax")), strict=True)
            unusual.update(
                index
                for index, (state, amount, tax) in enumerate(columns)
                if state != "priced" or amount is None or amount <= 0 or tax is None
            )
            found += [(f"{pointer}/{index}", rows.rows[index]) for index in sorted(unusual)]
        return tuple(found)

    @cached_property
    def quantified_lines(self) -> tuple[Place, ...]:
        """The cost lines that say anything of a quantity; most are plain sums."""
        return tuple(self.with_any("cost_lines", *_QUANTITY))

    @cached_property
    def words_of_lines(self) -> tuple[Mapping[str, frozenset[str]], ...]:
        """Of every offer: field → the words that its cost lines have there, each once."""
        found: list[Mapping[str, frozenset[str]]] = []
        for _, rows in self.fields("cost_lines"):
            names = rows.fields.intersection(WORDS_OF_PRICES)
            words = {name: set(rows.column(name)) - {None} for name in names}
            found.append({name: frozenset(map(str, words[name])) for name in names})
        return tuple(found)

    def prices_beside(
        self, is_told: Callable[[str], bool]
    ) -> Iterator[tuple[str, Mapping[tuple[str, str], list[Placed]]]]:
        """Yield, of every offer: pointer of its cost lines, (field, words) → prices beside them.

        Args:
            is_told: Which words are meant; it looks at them once however often they stand there.
        """
        lists = zip(self.fields("cost_lines"), self.words_of_lines, strict=True)
        for (pointer, rows), words in lists:
            notes: dict[tuple[str, str], list[Placed]] = {}
            for name in WORDS_OF_PRICES:
                meant = set(filter(is_told, words.get(name, ())))
                columns = zip(rows.column(name), rows.column("amount"), strict=True)
                for index, (given, amount) in enumerate(columns) if meant else ():
                    if given in meant and amount is not None:
                        notes.setdefault((name, given), []).append((index, rows.rows[index]))
            yield pointer, notes

    @cached_property
    def terms_of_prices(self) -> tuple[Mapping[tuple[object, ...], int], ...]:
        """Of every offer: the terms that its prices have, and how many have each."""
        return tuple(
            Counter(
                compress(zip(*map(rows.column, PRICE_TERMS), strict=True), rows.column("amount"))
            )
            for _, rows in self.fields("cost_lines")
        )

    @cached_property
    def days_of_lines(self) -> tuple[frozenset[str], ...]:
        """The days that stand in the cost lines of every offer, ISO, each once."""
        found = []
        for _, rows in self.fields("cost_lines"):
            names = rows.fields.intersection(DAYS_OF_LINES)
            days = set(chain.from_iterable(map(rows.column, names)))
            found.append(frozenset(str(day) for day in days if day is not None))
        return tuple(found)

    @cached_property
    def cell_keys(self) -> tuple[list[tuple[str, ...]], ...]:
        """The (scenario, item, businesses …) key of each cost line of every offer."""
        return tuple(_keys_of(rows) for _, rows in self.fields("cost_lines"))

    @cached_property
    def given_cells(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """The keys of every offer's cost lines, each once."""
        return tuple(map(frozenset, self.cell_keys))

    @cached_property
    def other_cells(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """The keys of every offer's cost lines that are no asked cell: bundles, and unasked."""
        return tuple(given - self.asked.asked_cells for given in self.given_cells)

    @cached_property
    def fits(self) -> tuple[list[str], ...]:
        """The fit code of every answer of each offer, by its code or its symbol."""
        of_symbol = self.asked.fit_of_symbol
        return tuple(
            [
                fit or of_symbol.get(symbol or "", UNANSWERED)
                for fit, symbol in zip(rows.column("fit"), rows.column("symbol"), strict=True)
            ]
            for _, rows in self.fields("fit_answers")
        )

    @cached_property
    def unasked_lines(self) -> tuple[Place, ...]:
        """The cost lines that touch a cell which the questionnaire does not ask."""
        asked = self.asked.asked_cells
        # A line of one business has its cell as key; only the others are taken apart.
        if not any(self.other_cells):
            return ()
        return tuple(
            (pointer, row)
            for pointer, row in self.rows("cost_lines")
            if any((row["scenario_id"], row["item"], one) not in asked for one in row["businesses"])
        )

    def origin_of(self, pointer: str) -> str:
        """Return the cell of a pointer, or of the nearest thing around it; "" for JSON."""
        while pointer and self.origins:
            if pointer in self.origins:
                return self.origins[pointer]
            pointer = pointer.rpartition("/")[0]
        return ""

    def grouped(
        self, code: str, severity: Severity, pointers: Sequence[str], **params: object
    ) -> Issue:
        """Return one issue of this answer with all its places; it stands at the first."""
        places = {
            "count": len(pointers),
            "pointers": tuple(pointers),
            "origins": tuple(self.origin_of(pointer) for pointer in pointers),
        }
        return self.issue(code, severity, pointers[0], **places, **params)

    def issue(self, code: str, severity: Severity, pointer: str, **params: object) -> Issue:
        """Return an issue of this answer."""
        return Issue(code, severity, pointer, params=params, document=self.name)
