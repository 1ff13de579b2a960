"""What can be chosen in the form: titles in the language of the form, and the codes behind them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rfi.document.form.draft import OPEN_LISTS
from rfi.document.form.second.lists import WORDS
from rfi.document.form.titles import ANSWER, FIT_MARK, KINDS, choice_of
from rfi.document.grid.cell_text import LIST_MARKS, fold, write_boolean, write_numbers
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field
from rfi.text.wording import Lang, text

CellData = str | float | int | bool | None
# States that an amount says by itself.
_AMOUNTS = frozenset({"priced", "priced_from"})


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The titles of one dropdown.

    Attributes:
        kind: What the codes are of; ``WORDS`` where the titles stand for themselves.
        titles: In the order of the dropdown.
        codes: The code of each title; empty for words.
        shown: How many of them the dropdown offers; the rest is read where it is typed.
    """

    kind: str
    titles: tuple[str, ...]
    codes: tuple[str, ...] = ()
    shown: int = 0


def words_of(*titles: str) -> ChoiceList:
    """Return a dropdown of words that stand for themselves."""
    return ChoiceList(WORDS, titles, (), len(titles))


def _unique(titles: Mapping[str, str]) -> dict[str, str]:
    """Return code → title; one that is also another's title or code goes with its code."""
    stripped = {code: title.strip() for code, title in titles.items()}
    counts = Counter(fold(title) for title in stripped.values())
    return {
        code: title
        if title and counts[fold(title)] == 1 and (title == code or title not in titles)
        else choice_of(code, title)
        for code, title in stripped.items()
    }


def _standard(code: str, title: str, codelist: str, lang: Lang) -> str:
    """Return a title in a language: a standard one has it in both."""
    known = load_codelist(codelist)
    return known.title(code, lang) if title == known.title(code, "ja") else title


@dataclass(frozen=True)
class Choices:
    """The titles of a questionnaire in one language."""

    asked: Questionnaire
    lang: Lang

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Kind → code → title, each title once."""
        asked, lang = self.asked, self.lang
        standard = asked.standard_items
        found = {
            "scenario": {one.scenario_id: one.title for one in asked.scenarios.values()},
            "business": {
                code: _standard(code, title, "businesses", lang)
                for code, title in asked.businesses.items()
            },
            "item": {
                code: _standard(standard[code], title, "cost_items", lang)
                for code, title in asked.items.items()
            },
            "procedure": dict(asked.procedures),
        }
        return {kind: _unique(titles) for kind, titles in found.items()}

    def kinds(self) -> tuple[ChoiceList, ...]:
        """Return every list of titles that stand for codes."""
        found = (self.of_kind(kind) for kind, titles in self.titles.items() if titles)
        return (*found, self.answers)

    @cached_property
    def answers(self) -> ChoiceList:
        """The answers to a requirement: symbols with their meaning, then fits without one."""
        fits = load_codelist("fit_codes")
        of_symbol = self.asked.fit_of_symbol
        symbols = {
            f"{symbol} {fits.title(fit, self.lang)}": symbol for symbol, fit in of_symbol.items()
        }
        plain = {fits.title(fit, self.lang): FIT_MARK + fit for fit in fits.codes}
        first = {t: code for t, code in plain.items() if code[len(FIT_MARK):] not in
                 set(of_symbol.values())}  # fmt: skip
        found = {**symbols, **first, **plain}
        shown = len(symbols) + len(first)
        return ChoiceList(ANSWER, tuple(found), tuple(found.values()), shown)

    def answers_of(self, *fits: str) -> tuple[str, ...]:
        """Return every way in which an answer says one of some fits."""
        symbols = [symbol for symbol, fit in self.asked.fit_of_symbol.items() if fit in fits]
        codes = {*symbols, *(FIT_MARK + fit for fit in fits)}
        titled = zip(self.answers.titles, self.answers.codes, strict=True)
        found = (title for title, code in titled if code in codes)
        return tuple(dict.fromkeys((*found, *symbols)))

    def answer(self, row: Mapping[str, Any]) -> CellData:
        """Return how the answer to a requirement stands in its one column."""
        symbol = row.get("symbol")
        code = FIT_MARK + str(row.get("fit")) if symbol is None else symbol
        known = dict(zip(self.answers.codes, self.answers.titles, strict=True))
        return known.get(code, symbol)

    def of_kind(self, kind: str) -> ChoiceList:
        """Return the dropdown of a kind."""
        titles = self.titles[kind]
        return ChoiceList(kind, tuple(titles.values()), tuple(titles), len(titles))

    @cached_property
    def states(self) -> ChoiceList:
        """What can be chosen in place of an amount."""
        listed = load_codelist("cell_states")
        return words_of(
            *(listed.title(one, self.lang) for one in listed.codes if one not in _AMOUNTS)
        )

    @cached_property
    def no_answer(self) -> ChoiceList:
        """What can be chosen of a benefit that is not answered."""
        listed = load_codelist("cell_states")
        return words_of(*(listed.title(one, self.lang) for one in ("out_of_scope", "unanswered")))

    @property
    def circle(self) -> ChoiceList:
        """The circle that says yes."""
        return words_of("○")

    def of_field(self, field: Field) -> ChoiceList | None:
        """Return the dropdown of a field; None where anything may be typed."""
        kind = KINDS.get(field.keys[-1], "")
        if kind in self.titles:
            return self.of_kind(kind)
        if field.is_list or field.codelist in OPEN_LISTS:
            return None
        if field.codelist:
            rows = load_codelist(field.codelist).rows
            return words_of(*(row[self.lang] for row in rows.values()))
        return (
            words_of(self.boolean(value=True), self.boolean(value=False))
            if _is_boolean(field)
            else None
        )

    def boolean(self, *, value: bool) -> str:
        """Return the word for yes or no."""
        return write_boolean(value=value) if self.lang == "ja" else text(f"form.bool.{value}", "en")

    def cell(self, value: Any, field: Field) -> CellData:  # noqa: ANN401 - a JSON value
        """Return a value as it stands in a cell: codes by their title, lists joined."""
        kind = KINDS.get(field.keys[-1], "")
        titles = self.titles.get(kind, {})
        if value is None:
            return None
        if field.is_list and field.is_number:
            return write_numbers(value)
        if field.is_list:
            mark = LIST_MARKS[1] if kind or field.codelist else "\n"
            return mark.join(titles.get(one, one) for one in value)
        if isinstance(value, bool):
            return self.boolean(value=value)
        if field.codelist and field.codelist not in OPEN_LISTS:
            return load_codelist(field.codelist).title(value, self.lang)
        cell: CellData = titles.get(value, value) if kind else value
        return cell


def _is_boolean(field: Field) -> bool:
    return "boolean" in field.types
