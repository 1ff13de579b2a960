"""The six answers as workbooks, typed the way people type; they read back to the JSON answers."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rfi.document.form.marks import GRID
from rfi.intake.form.choices import CellData
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.writer import book_plans, write_plans
from rfi.scenario.questionnaire import Questionnaire

Habit = Callable[[int | float], str]
_WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")
# Share of the amount cells that are typed by habit instead of as plain numbers.
_SHARE = 0.04


def _wide(amount: float) -> str:
    return f"{amount:,}".translate(_WIDE)


def _separated(amount: float) -> str:
    return f" {amount:,} "


def _in_thousands(amount: float) -> str:
    return f"{amount:,}千円"


def _in_yen(amount: float) -> str:
    return f"¥{amount:,}円"


def _in_ten_thousands(amount: float) -> str:
    return f"{amount:,}万円"


# Vendor key → how its staff type an amount now and then; the unit fits the vendor's own.
HABITS: Mapping[str, Habit] = {
    "a": _in_thousands,
    "b": _in_yen,
    "c": _wide,
    "d": _in_ten_thousands,
    "e": _wide,
    "f": _separated,
}
# 全角の空白や言い換えなど、状態の書きぶり。
_WORDS = {"別途見積": "別途", "対象外": "範囲外", "無償": "サービス", "他項目に含む": "含む"}


def _typed(value: CellData, habit: Habit, chance: random.Random, *, is_wordy: bool) -> CellData:
    if isinstance(value, str):
        return _WORDS.get(value, value) if is_wordy and chance.random() < 0.5 else value
    if isinstance(value, bool) or not isinstance(value, int | float) or value == 0:
        return value
    return habit(value) if chance.random() < _SHARE else value


def _era(value: CellData) -> CellData:
    """Return an ISO date as a city hall writes it."""
    year, month, day = (int(part) for part in str(value).split("-"))
    return f"令和{year - 2018}年{month}月{day}日"


def _habitual(plan: SheetPlan, key: str) -> SheetPlan:
    if plan.mark.table != GRID:
        return plan
    chance = random.Random(f"book {key}")
    amounts = {n for n, column in enumerate(plan.columns) if column.key.startswith("amount@")}
    dates = {n for n, column in enumerate(plan.columns) if column.key == "accepted_on"}
    dollars = {n for n, column in enumerate(plan.columns) if column.key == "currency"}
    rows = []
    for row in plan.rows:
        is_yen = all(row.cells[n] in {"円", None} for n in dollars)
        cells = list(row.cells)
        for n, value in enumerate(row.cells):
            if n in amounts and is_yen:
                cells[n] = _typed(value, HABITS[key], chance, is_wordy=key == "e")
            elif n in dates and value is not None and chance.random() < 0.2:
                cells[n] = _era(value)
        rows.append(replace(row, cells=tuple(cells)))
    return replace(plan, rows=tuple(rows))


def untidy_book(asked: Questionnaire, answer: Mapping[str, Any], key: str) -> bytes:
    """Return the workbook of one vendor as its staff filled it in."""
    return write_plans(asked, [_habitual(plan, key) for plan in book_plans(asked, answer)])
