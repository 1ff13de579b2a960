"""The sheet of vendor and offers: a row a field, a column an offer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rfi.document.form.cost_columns import TERMS, cost_fields
from rfi.document.form.marks import (
    BUSINESS_ROW,
    FORM,
    FORM_VERSION,
    NOT_DATA,
    SCENARIO_ROW,
    TERM_ROW,
    SheetMark,
)
from rfi.document.form.offers import form_fields
from rfi.document.form.second.layout import HIDDEN_ROWS
from rfi.intake.form.choices import CellData, Choices
from rfi.intake.form.plan import Colour, Column, Row, SheetPlan, value_at
from rfi.intake.form.states import (
    Blank,
    Both,
    Cases,
    Cells,
    Condition,
    Either,
    Elsewhere,
    Rule,
    Where,
    is_blank,
)
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.fields import Field
from rfi.schema.upgrade import current_version
from rfi.text.wording import text

CIRCLE = "○"
TITLE_ROW = "offers.title"
_MUST = frozenset({
    "version", "vendor.name", "offers.title", "offers.go_live_on", "offers.contract_months",
})  # fmt: skip
# Prices: what a line has of its own is no default of the others.
_PRICE = ("amount", "amount_low")
Json = Mapping[str, Any]


def default_terms(offer: Json) -> dict[str, str]:
    """Return what most of an offer's prices say, of terms that all of its prices state.

    A term that one price lacks is no default: the price would take it over.
    """
    lines = [line for line in offer.get("cost_lines", ()) if any(key in line for key in _PRICE)]
    found = {}
    for name in TERMS:
        said = [line[name] for line in lines if name in line]
        if said and len(said) == len(lines):
            found[name] = Counter(said).most_common(1)[0][0]
    return found


def blank_offers(asked: Questionnaire) -> list[Json]:
    """Return as many offers as a vendor may make, with nothing in them."""
    return [{}] * asked.value.get("plans", 1)


@dataclass(frozen=True, slots=True)
class Titled:
    """An offer has a title: a further one without it is not made."""

    offer: int
    is_titled: bool

    def formula(self, where: Where) -> str:
        """Return the comparison with nothing."""
        return titled(where.book, self.offer)

    def holds(self, cells: Cells) -> bool:  # noqa: ARG002 - of the protocol
        """Tell whether it has one as written."""
        return self.is_titled


def titled(book: Elsewhere, offer: int) -> str:
    """Return the formula part that tells whether an offer has a title."""
    return f'{book.cell(FORM, 0, TITLE_ROW, f"value@{offer}")}<>""'


def is_made(book: Elsewhere, offer: int) -> bool:
    """Tell whether an offer is made: the first one is, a further one has a title."""
    return not offer or not is_blank(book.value(FORM, 0, TITLE_ROW, f"value@{offer}"))


def if_made(book: Elsewhere, offer: int) -> str:
    """Return the factor of what counts of an offer only when it is made."""
    return f"({titled(book, offer)})*" if offer else ""


def _is_must(row_id: str) -> bool:
    return row_id in _MUST or row_id.startswith(TERM_ROW)


class OfferSheet:
    """Lays the sheet out."""

    def __init__(self, answer: Json | None, choices: Choices) -> None:
        """Take the answer that is written into the form, None for a blank one."""
        self._choices, self._lang = choices, choices.lang
        self._is_blank = answer is None
        self._value: Json = answer or {
            "schema_version": current_version("rfi_response"),
            "questionnaire_id": choices.asked.questionnaire_id,
            "version": 1,
        }
        self._offers: Sequence[Json] = self._value.get(
            "offers", [{"offer_id": "A"}, *blank_offers(choices.asked)[1:]]
        )

    def plan(self) -> SheetPlan:
        """Return the sheet."""
        count = len(self._offers)
        columns = (
            Column(title="book.field", width=30),
            Column(title="book.guide", width=56),
            *(Column(key=f"value@{index}", title="form.plan", width=34) for index in range(count)),
        )
        rows = [
            *self._fields(), *self._terms(),
            self._head("scenarios"), *self._scenarios(),
            self._head("businesses"), *self._businesses(),
        ]  # fmt: skip
        musts = frozenset(row.row_id for row in rows if _is_must(row.row_id))
        colours = tuple(
            Colour(key, key, self._is_blank_at(n), "must", musts if not n else frozenset(
                one for one in musts if one.startswith(("offers.", TERM_ROW))
            ))
            for n, key in enumerate(f"value@{index}" for index in range(count))
        )  # fmt: skip
        mark = SheetMark(FORM_VERSION, FORM, 0)
        asked = sum(row.rule is not None and row.row_id not in HIDDEN_ROWS for row in rows)
        return SheetPlan(
            "form.sheet.form", mark, columns, tuple(rows), 1,
            colours=colours, is_must=True, count=asked,
        )  # fmt: skip

    def _is_blank_at(self, offer: int) -> Condition:
        key = f"value@{offer}"
        title = self._offers[offer].get("title")
        return Both((Titled(offer, bool(title)), Blank(key))) if offer else Blank(key)

    def _rule(self, *, is_offer: bool, is_must: bool) -> Rule:
        count = len(self._offers) if is_offer else 1
        blank = tuple(self._is_blank_at(index) for index in range(count))
        return Cases(((Either(blank), "empty" if is_must else "none"),))

    def _fields(self) -> Iterator[Row]:
        blanks: tuple[CellData, ...] = (None,) * (len(self._offers) - 1)
        for row_id, (leaf, is_offer) in form_fields().items():
            if row_id == "offers.businesses" and all(map(self._has_circles, self._offers)):
                cells: tuple[CellData, ...] = (None, *blanks)
            elif is_offer:
                cells = tuple(self._cell(offer, leaf) for offer in self._offers)
            else:
                cells = (self._cell(self._value, leaf), *blanks)
            closed = frozenset(() if is_offer else (f"value@{n + 1}" for n in range(len(blanks))))
            is_hidden, is_must = row_id in HIDDEN_ROWS, row_id in _MUST
            rule = None if is_hidden else self._rule(is_offer=is_offer, is_must=is_must)
            labels = (leaf.title[self._lang], leaf.description[self._lang])
            yield Row(row_id, (*labels, *cells), rule, closed, field=leaf)

    def _cell(self, home: Json, leaf: Field) -> CellData:
        return self._choices.cell(value_at(home, leaf.keys), leaf)

    def _terms(self) -> Iterator[Row]:
        found = [default_terms(offer) for offer in self._offers]
        for name in TERMS:
            leaf = cost_fields()[name]
            title = text("form.term", self._lang, title=leaf.title[self._lang])
            cells = tuple(self._choices.cell(terms.get(name), leaf) for terms in found)
            guide = text("form.term.guide", self._lang)
            rule = self._rule(is_offer=True, is_must=True)
            options = self._choices.of_field(leaf)
            yield Row(TERM_ROW + name, (title, guide, *cells), rule, options=options)

    def _head(self, key: str) -> Row:
        words = (text(f"form.{key}", self._lang), text(f"form.{key}.guide", self._lang))
        blank: tuple[CellData, ...] = (None,) * len(self._offers)
        return Row(NOT_DATA, (*words, *blank), is_heading=True)

    def _scenarios(self) -> Iterator[Row]:
        quoted = [
            {line["scenario_id"] for line in offer.get("cost_lines", ())} for offer in self._offers
        ]
        for code, title in self._choices.titles["scenario"].items():
            cells = tuple(CIRCLE if not found or code in found else None for found in quoted)
            options = self._choices.circle
            yield Row(SCENARIO_ROW + code, (title, None, *cells), options=options)

    def _has_circles(self, offer: Json) -> bool:
        """Tell whether circles say the businesses of an offer: known ones in the order asked."""
        given: list[str] = offer.get("businesses", [])
        return given == [code for code in self._choices.asked.businesses if code in given]

    def _businesses(self) -> Iterator[Row]:
        is_said = all(map(self._has_circles, self._offers))
        for code, title in self._choices.titles["business"].items():
            cells = tuple(
                CIRCLE
                if self._is_blank or (is_said and code in offer.get("businesses", ()))
                else None
                for offer in self._offers
            )
            options = self._choices.circle
            yield Row(BUSINESS_ROW + code, (title, None, *cells), options=options)
