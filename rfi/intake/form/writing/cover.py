"""The cover: what, by when, to whom, the colours, every sheet with what is left, and the checks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import xlsxwriter

from rfi.document.form.cost_columns import TERMS
from rfi.document.form.marks import (
    COVER,
    FORM,
    FORM_VERSION,
    GRID,
    NOT_DATA,
    TERM_ROW,
    SheetMark,
)
from rfi.document.form.second.own import FACT_ROW
from rfi.intake.form.book import Book, sheet_reference
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.offers import if_made, is_made
from rfi.intake.form.page import A4, row_height, text_lines
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.states import State, is_blank, quoted, state_word
from rfi.intake.form.writing.cover_facts import cover_facts
from rfi.intake.form.writing.setup import named_area, set_margins
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Columns B to G: label, must, content, done, left, state.
WIDTHS = (18.0, 11.0, 36.0, 8.0, 8.0, 13.0)
_FIRST, _LAST = 1, len(WIDTHS)
_HEIGHT = 19.0
_LEFT: tuple[State, ...] = ("empty", "check")
_DATES = ("offers.go_live_on", "offers.contract_months")
Counts = Mapping[State, int]


class CoverWriter:
    """Writes the cover, the first sheet of the form."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        formats: BookFormats,
        asked: Questionnaire,
        plans: Book,
        lang: Lang,
    ) -> None:
        """Add the sheet; it is filled when all other sheets are known."""
        self._formats, self._asked, self._book, self._lang = formats, asked, plans, lang
        self._sheet: Worksheet = book.add_worksheet(self._text("sheet.cover"))
        self._row = 0
        self._checks: list[tuple[int, int]] = []

    def _text(self, key: str, **facts: object) -> str:
        return text(f"form.{key}", self._lang, **facts)

    def write(self) -> None:
        """Write everything."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for column, width in enumerate(WIDTHS, _FIRST):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, str(SheetMark(FORM_VERSION, COVER, 0)))
        marks = [plan.mark.name for plan in self._book.plans]
        for column, name in enumerate([f"{COVER}:0", *marks], _FIRST):
            sheet.write_string(0, column, name)
        self._write_facts()
        self._write_colours()
        self._write_sheets()
        self._write_checks()
        set_margins(sheet, self._asked, self._lang)
        sheet.set_portrait()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(1, _FIRST, self._row, _LAST)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _next(self, row_id: str = NOT_DATA, height: float = _HEIGHT) -> int:
        self._row += 1
        self._sheet.write_string(self._row, 0, row_id)
        self._sheet.set_row(self._row, height)
        return self._row

    def _merge(self, row: int, first: int, words: str, shape: object) -> None:
        self._sheet.merge_range(row, first, row, _LAST, words, shape)

    def _write_facts(self) -> None:
        asked, formats = self._asked, self._formats
        words = asked.title
        lines = text_lines(words, sum(WIDTHS) / 1.5)
        self._merge(self._next(FACT_ROW, 22.0 * lines), _FIRST, words, formats.title_wrapped)
        self._merge(self._next(), _FIRST, self._text("sheet.cover.guide"), formats.guide_text)
        for key, said in cover_facts(asked, self._lang):
            height = row_height(text_lines(said, sum(WIDTHS[1:])))
            row = self._next(FACT_ROW, height)
            self._sheet.write_string(row, _FIRST, self._text(f"cover.{key}"), formats.head_left)
            self._merge(row, _FIRST + 1, said, formats.boxed)

    def _write_colours(self) -> None:
        formats = self._formats
        self._row += 1
        row = self._next()
        self._sheet.write_string(row, _FIRST, self._text("cover.colours"), formats.beside)
        for key, shape in (
            ("must", formats.sample_must),
            ("open", formats.boxed),
            ("grey", formats.closed),
            ("check", formats.sample_check),
            ("done", formats.sample_done),
        ):
            row = self._next()
            self._sheet.write_blank(row, _FIRST, None, shape)
            self._merge(row, _FIRST + 1, self._text(f"cover.colour.{key}"), formats.boxed)

    def _tables(self) -> Mapping[str, Sequence[SheetPlan]]:
        """Return wording key → the sheets of all offers and parts that are filled in."""
        found: dict[str, list[SheetPlan]] = {}
        for plan in self._book.plans:
            if plan.has_states:
                found.setdefault(plan.title, []).append(plan)
        return found

    def _write_sheets(self) -> None:
        sheet, formats = self._sheet, self._formats
        self._row += 1
        row = self._next()
        heads = ("cover.sheet", "cover.must", "cover.content", "cover.done", "cover.left", "state")
        for column, key in enumerate(heads, _FIRST):
            sheet.write_string(row, column, self._text(key), formats.head)
        for title, plans in self._tables().items():
            about = self._about(title, plans)
            row = self._next(NOT_DATA, row_height(text_lines(about, WIDTHS[2])))
            link = f"internal:{sheet_reference(plans[0].name(self._lang))}A1"
            sheet.write_url(row, _FIRST, link, formats.link, text(title, self._lang))
            must = "cover.must.yes" if plans[0].is_must else "cover.must.no"
            sheet.write_string(row, _FIRST + 1, self._text(must), formats.centered)
            sheet.write_string(row, _FIRST + 2, about, formats.boxed)
            counts = self._counts(plans)
            left = sum(counts[one] for one in _LEFT)
            at = self._number(plans, "done")
            sheet.write_formula(row, _FIRST + 3, f"={at}", formats.number, counts["done"])
            at = "+".join(self._number(plans, one) for one in _LEFT)
            sheet.write_formula(row, _FIRST + 4, f"={at}", formats.number, left)
            formula, word = self._state(row, plans, counts)
            sheet.write_formula(row, _FIRST + 5, f"={formula}", formats.state, word)
            self._colour(row, {"done": formats.done, "check": formats.check})

    def _about(self, title: str, plans: Sequence[SheetPlan]) -> str:
        count = plans[0].count
        return text(title.replace("form.sheet.", "form.about."), self._lang, count=count)

    def _colour(self, row: int, shapes: Mapping[State, object]) -> None:
        for state, shape in shapes.items():
            word = state_word(state, self._lang, is_quoted=True)
            options = {"type": "cell", "criteria": "==", "value": word, "format": shape}
            self._sheet.conditional_format(row, _LAST, row, _LAST, options)

    def _counts(self, plans: Sequence[SheetPlan]) -> dict[State, int]:
        made = (plan for plan in plans if is_made(self._book, plan.mark.offer))
        states = [state for plan in made for state in self._book.states(plan)]
        return {one: states.count(one) for one in ("done", *_LEFT)}

    def _number(self, plans: Sequence[SheetPlan], state: State) -> str:
        """Return the formula that counts the rows of a state."""
        word = state_word(state, self._lang, is_quoted=True)
        parts = (
            f"{if_made(self._book, plan.mark.offer)}"
            f"COUNTIF({sheet_reference(plan.name(self._lang))}{named_area(plan)},{word})"
            for plan in plans
        )
        return "+".join(parts)

    def _state(self, row: int, plans: Sequence[SheetPlan], counts: Counts) -> tuple[str, str]:
        done, left = (f"${column}${row + 1}" for column in "EF")
        words = {one: state_word(one, self._lang) for one in ("done", *_LEFT)}
        nothing = self._text("state.nothing")
        checks = self._number(plans, "check")
        formula = (
            f"IF({left}=0,IF({done}=0,{quoted(nothing)},{quoted(words['done'])}),"
            f"IF({checks}>0,{quoted(words['check'])},{quoted(words['empty'])}))"
        )
        if not any(counts[one] for one in _LEFT):
            return formula, words["done"] if counts["done"] else nothing
        return formula, words["check"] if counts["check"] else words["empty"]

    def _write_checks(self) -> None:
        self._row += 1
        row = self._next()
        self._sheet.write_string(row, _FIRST, self._text("cover.checks"), self._formats.beside)
        every = [plan for plans in self._tables().values() for plan in plans]
        must = [plan for plan in every if plan.is_must]
        costs = [plan for plan in every if plan.mark.table == GRID]
        self._check("empty", self._number(must, "empty"), self._counts(must)["empty"])
        self._check("check", self._number(every, "check"), self._counts(every)["check"])
        self._check_blank("terms", tuple(TERM_ROW + name for name in TERMS))
        self._check_blank("dates", _DATES)
        self._check("costs", self._number(costs, "empty"), self._counts(costs)["empty"])
        first, last = self._checks[0][0] + 1, self._checks[-1][0] + 1
        ok, go, wait = (self._text(f"cover.{key}") for key in ("ok", "go", "wait"))
        formula = (
            f"IF(COUNTIF($F${first}:$F${last},{quoted(ok)})={len(self._checks)},"
            f"{quoted(go)},{quoted(wait)})"
        )
        is_ready = not any(left for _, left in self._checks)
        self._answer(self._text("cover.send"), formula, go if is_ready else wait, ok=go)

    def _check_blank(self, key: str, row_ids: Sequence[str]) -> None:
        """Check that some rows of the sheet of offers are filled in for every offer."""
        (form,) = (plan for plan in self._book.plans if plan.mark.table == FORM)
        keys = [column.key for column in form.columns if column.key]
        cells = [(row_id, n, key) for row_id in row_ids for n, key in enumerate(keys)]
        formula = "+".join(
            f"{if_made(self._book, n)}COUNTBLANK({self._book.cell(FORM, 0, row_id, key)})"
            for row_id, n, key in cells
        )
        blank = sum(
            is_made(self._book, n) and is_blank(self._book.value(FORM, 0, row_id, key))
            for row_id, n, key in cells
        )
        self._check(key, formula, blank)

    def _check(self, key: str, number: str, count: int) -> None:
        ok = self._text("cover.ok")
        before, after = self._text("cover.more", count="\n").split("\n")
        formula = f"IF(({number})=0,{quoted(ok)},{quoted(before)}&({number})&{quoted(after)})"
        word = f"{before}{count}{after}" if count else ok
        self._answer(self._text(f"cover.check.{key}"), formula, word, ok=ok)
        self._checks.append((self._row, count))

    def _answer(self, words: str, formula: str, result: str, *, ok: str) -> None:
        formats = self._formats
        row = self._next()
        self._sheet.merge_range(row, _FIRST, row, _LAST - 2, words, formats.boxed)
        self._sheet.merge_range(row, _LAST - 1, row, _LAST, "", formats.state)
        self._sheet.write_formula(row, _LAST - 1, f"={formula}", formats.state, result)
        for criteria, shape in (("==", formats.done), ("!=", formats.check)):
            options = {"type": "cell", "criteria": criteria, "value": quoted(ok), "format": shape}
            self._sheet.conditional_format(row, _LAST - 1, row, _LAST, options)
