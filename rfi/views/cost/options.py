"""オプション価格: option × offer as quoted in the scenario shown; apart from every total."""

from collections.abc import Mapping
from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.options import Option, options_of
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, Row, Table, TableCell

_TERMS = (("tax", "tax_kinds"), ("frequency", "frequencies"))
_OPEN = "unanswered"


def _price(row: Mapping[str, Any], lang: Lang) -> str:
    """Return one price in words: the amount with its terms, or its state."""
    terms = [load_codelist(of).title(row[key], lang) for key, of in _TERMS if key in row]
    keys = ("amount_low", "amount", "amount_high")
    amounts = [trimmed(row[key]) for key in keys if key in row]
    if not amounts:
        written = row.get("amount_as_written")
        return str(written or load_codelist("cell_states").title(row.get("state", _OPEN), lang))
    unit = "" if row["unit"] == "one" else load_codelist("money_units").title(row["unit"], lang)
    currency = load_codelist("currencies").title(row["currency"], lang)
    words = text("options.price", lang, amount=INTERVAL.join(amounts), unit=unit, currency=currency)
    separator = text("list.separator", lang)
    return text("view.with_note", lang, shown=words, note=separator.join(terms))


def _prices(evaluation: Evaluation, scenario: str) -> list[dict[str, list[Mapping[str, Any]]]]:
    """Return option → prices in a scenario, of each offer in the order of their places."""
    frame = evaluation.answers.tables["offers"]
    found = []
    for owner, position in zip(frame["owner"].tolist(), frame["position"].tolist(), strict=True):
        value = evaluation.answers.tables.responses[owner].value or {"offers": ()}
        of: dict[str, list[Mapping[str, Any]]] = {}
        for row in value["offers"][position].get("option_lines", ()):
            if row["scenario_id"] == scenario:
                of.setdefault(row["option_id"], []).append(row)
        found.append(of)
    return found


def _cell(rows: list[Mapping[str, Any]], lang: Lang) -> TableCell:
    if not rows:
        return TableCell(text=load_codelist("cell_states").title(_OPEN, lang))
    separator = text("view.value.separator", lang)
    words = separator.join(_price(row, lang) for row in rows)
    return TableCell(text=words, note=separator.join(row["note"] for row in rows if "note" in row))


def _heading(option: Option, evaluation: Evaluation, lang: Lang) -> str:
    key = "chosen" if option.option_id in evaluation.conditions.options else "apart"
    return text(f"options.{key}", lang, title=option.title)


def view_option_prices(evaluation: Evaluation, reading: Reading) -> Table:
    """Return what every offer asks for every option, as quoted, in the scenario shown."""
    lang, asked = reading.lang, evaluation.questionnaire
    scenario = asked.scenarios[evaluation.conditions.scenario_id]
    prices = _prices(evaluation, scenario.scenario_id)
    rows = tuple(
        Row(
            option.option_id,
            _heading(option, evaluation, lang),
            tuple(_cell(of.get(option.option_id, []), lang) for of in prices),
            "text",
            note=asked.businesses.get(option.business, option.business),
        )
        for option in options_of(asked)
    )
    return Table(
        key="option_prices",
        title=text("options.title", lang),
        caption=text("options.caption", lang, scenario=scenario.title),
        corner=text("term.option", lang),
        columns=offer_columns(evaluation.costs),
        rows=rows,
        notes=(text("options.note", lang),),
    )
