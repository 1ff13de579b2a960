"""What the scenarios assume, and the lists of words with their meaning: nothing to fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rfi.document.form.marks import FACTS, FORM_VERSION, SheetMark
from rfi.document.grid.cell_text import write_numbers
from rfi.intake.form.choices import CellData, Choices
from rfi.intake.form.plan import Column, Row, SheetPlan
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text

_LABEL, _SCENARIO, _TOGETHER = 34.0, 14.0, 98.0
_MOST_ACROSS = 9
_FIGURES = ("population", "households", "staff", "cities")


def _across(choices: Choices) -> int:
    """Return how many scenarios stand beside each other; more of them stand below."""
    count = len(choices.asked.scenarios)
    return -(-count // -(-count // _MOST_ACROSS))


def fact_keys(choices: Choices) -> tuple[str, ...]:
    """Return the ids of the columns: one that names, and one a scenario."""
    return tuple(f"fact@{number}" for number in range(_across(choices) + 1))


def _plain(value: float | None) -> CellData:
    return int(value) if value is not None and float(value).is_integer() else value


def _figures(choices: Choices) -> Iterator[Row]:
    """Yield what is said by scenario, as many scenarios at once as fit the page."""
    size = _across(choices)
    codes = list(choices.asked.scenarios)
    for start in range(0, len(codes), size):
        chosen = codes[start : start + size]
        blank: tuple[CellData, ...] = (None,) * (size - len(chosen))
        for row in _figures_of(chosen, choices):
            row_id = f"{row.row_id}/{start}" if start else row.row_id
            yield replace(row, row_id=row_id, cells=(*row.cells, *blank))


def _figures_of(codes: Sequence[str], choices: Choices) -> Iterator[Row]:
    asked, lang = choices.asked, choices.lang
    scenarios = [asked.scenarios[code] for code in codes]
    titles = tuple(choices.titles["scenario"][code] for code in codes)
    yield Row("head/scenarios", (text("form.facts.item", lang), *titles), is_heading=True)
    for name in _FIGURES:
        values = tuple(_plain(getattr(one, name)) for one in scenarios)
        if any(value is not None for value in values):
            yield Row(name, (text(f"form.facts.{name}", lang), *values))
    rows = {row["scenario_id"]: row for row in asked.value["scenarios"]}
    members = tuple(write_numbers(rows[code].get("member_populations", ())) for code in codes)
    if any(members):
        yield Row("members", (text("form.facts.members", lang), *(one or None for one in members)))
    notes = tuple(
        row.get("note") for row in asked.value["scenarios"] if row["scenario_id"] in codes
    )
    if any(notes):
        yield Row("note", (text("form.facts.note", lang), *notes))
    if any(one.volumes for one in scenarios):
        yield Row("head/cases", (text("form.facts.cases", lang), *titles), is_heading=True)
    owners = {
        row["procedure_id"]: choices.titles["business"].get(row["business"], "")
        for row in asked.value.get("procedures", ())
    }
    for code, title in choices.titles["procedure"].items():
        cases = tuple(_plain(one.volumes.get(code)) for one in scenarios)
        if any(value is not None for value in cases):
            yield Row(f"case/{code}", (f"{owners[code]} {title}".strip(), *cases))


def _words(choices: Choices) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (row id, name, meaning, whether it heads others) of every list."""
    asked, lang = choices.asked, choices.lang

    def head(key: str, meaning: str) -> tuple[str, str, str, bool]:
        return f"head/{key}", text(f"form.facts.{key}", lang), meaning, True

    yield head("round", "")
    fx = f"{asked.reference_fx_usd_jpy:g}"
    yield "fx", text("form.facts.fx", lang), fx, False
    yield (
        "base_year",
        text("form.facts.base_year", lang),
        str(asked.value["base_fiscal_year"]),
        False,
    )
    yield "questionnaire", text("form.facts.questionnaire", lang), asked.questionnaire_id, False
    if asked.value.get("note"):
        yield "round_note", text("form.facts.note", lang), str(asked.value["note"]), False
    yield head("items", text("form.facts.items.guide", lang))
    guides = {row["item"]: row.get("guide", "") for row in asked.value["cost_items"]}
    for code, title in choices.titles["item"].items():
        # With its number, by which guides speak of other items.
        yield f"item/{code}", f"{code} {title}", guides[code], False
    meaning = text("form.facts.states.guide", lang)
    states = load_codelist("cell_states")
    yield head("states", meaning)
    for code in states.codes:
        if states.title(code, lang) in choices.states.titles:
            yield (
                f"state/{code}",
                states.title(code, lang),
                text(f"form.facts.state.{code}", lang),
                False,
            )
    if not asked.value.get("requirements"):
        return
    yield head("symbols", meaning)
    shown = choices.answers.titles[: choices.answers.shown]
    fits = load_codelist("fit_codes").codes
    for number, title in enumerate(shown):
        fit = next(one for one in fits if title in choices.answers_of(one))
        yield f"answer/{number}", title, text(f"form.facts.symbol.{fit}", lang), False


def fact_rows(choices: Choices) -> list[Row]:
    """Return every row: figures by scenario, then words with their meaning in one wide cell."""
    found = list(_figures(choices))
    blank: tuple[CellData, ...] = (None,) * (_across(choices) - 1)
    for row_id, name, meaning, is_heading in _words(choices):
        row = Row(row_id, (name, meaning or None, *blank), is_wide=True)
        found.append(replace(row, is_heading=is_heading))
    return found


def facts_plan(choices: Choices) -> SheetPlan:
    """Return the sheet."""
    keys = fact_keys(choices)
    each = max(_SCENARIO, _TOGETHER / max(len(keys) - 1, 1))
    columns = tuple(
        Column(key=key, title="form.facts.item", width=each if number else _LABEL)
        for number, key in enumerate(keys)
    )
    mark = SheetMark(FORM_VERSION, FACTS, 0)
    return SheetPlan("form.sheet.facts", mark, columns, tuple(fact_rows(choices)), 1)
