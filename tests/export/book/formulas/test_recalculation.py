"""The workbook, worked out again by LibreOffice, has every figure of the JSON within a yen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.workbook import write_workbook
from rfi.export.record.encoder import encode
from rfi.export.record.records import RECORDS, SECTIONS
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, sample_for, scope_of
from tests.export.book.formulas.recalculated import recalculated, rewritten
from tests.export.books import Named, book_of

PLANTED = "777"
# Levelled, a part of the scope, rates as quoted, prices that run on, deflated present values.
HARD: Mapping[str, Any] = {
    "levelling": "median",
    "fx_basis": "as_quoted",
    "term_extension": "last_month",
    "horizon_months": 72,
    "discount_rate": 0.03,
    "discount_timing": "end",
    "present_value_basis": "real",
    "deflator_rate": 0.01,
}
CASES: Mapping[str, tuple[str | None, tuple[str, ...]]] = {
    "quoted": (None, ()),
    "alone": ("372013", ()),
    "group": ("372013", GROUP),
}
# Of these the workbook is one that other tests look at too.
KEPT: Mapping[str, Named] = {"quoted": "responses", "group": "group"}
# Defined name → assumption; a share of the fiscal year's start is a number in the workbook.
MOVED: Mapping[str, tuple[str, float]] = {
    "為替": ("fx_usd_jpy", 160),
    "税率": ("tax_rate", 0.08),
    "割引率": ("discount_rate", 0.04),
    "比較月数": ("horizon_months", 120),
    "価格上昇率": ("price_growth_rate", 0.02),
    "均等割": ("sharing_equal_ratio", 0.2),
}


def sums_of(book: CalamineWorkbook) -> dict[str, list[Any]]:
    rows = book.get_sheet_by_name("集計").to_python()
    return {str(row[0]): row[2:] for row in rows}


def offers_of(evaluation: Evaluation) -> Any:
    """Return the offers as the JSON has them."""
    return encode(SECTIONS["offers"](evaluation), RECORDS, "offers")


def misses(book: CalamineWorkbook, evaluation: Evaluation) -> list[tuple[str, str, Any, Any]]:
    """Return every figure of the JSON that the workbook does not have, and every wrong mark."""
    sums, offers = sums_of(book), offers_of(evaluation)
    found = []
    for index, offer in enumerate(offers):
        totals = offer["totals"]
        wanted = {
            "total": totals["nominal_jpy"],
            "present_value": totals["present_value_jpy"],
            "initial": totals["initial_jpy"],
            "recurring": totals["recurring_jpy"],
            "exit": totals["exit_jpy"],
            **{f"item.{item}": one["nominal_jpy"] for item, one in offer["by_item"].items()},
        }
        for key, value in wanted.items():
            known = sums[key][index]
            if value is not None and not (
                isinstance(known, int | float) and abs(known - value) <= 1
            ):
                found.append((offer["letter"], key, known, value))
        if totals["nominal_jpy"] is not None:
            is_open = offer["certainty"] in {"at_least", "unknown"}
            if (sums["total"][len(offers) + index] > 0) != is_open:
                found.append((offer["letter"], "mark", not is_open, is_open))
    return found


def apart(written: CalamineWorkbook, done: CalamineWorkbook) -> list[tuple[str, int, Any, Any]]:
    """Return every cell of any sheet that came out unlike what stood beside its formula."""
    found = []
    for name in written.sheet_names:
        grids = (book.get_sheet_by_name(name).to_python() for book in (written, done))
        for line, rows in enumerate(zip(*grids, strict=False), start=1):
            for old, new in zip(*rows, strict=False):
                if isinstance(old, float) and isinstance(new, float):
                    is_same = abs(old - new) <= max(1.01, 1e-9 * abs(old))
                else:
                    is_same = old == new or {str(old), str(new)} <= {"", "0.0"}
                if not is_same:
                    found.append((name, line, old, new))
    return found


@pytest.mark.libreoffice
@pytest.mark.slow
def test_every_figure_of_the_json_is_worked_out_before_and_after_assumptions_move(
    soffice: str, tmp_path: Path
) -> None:
    books: dict[str, bytes] = {}
    written: dict[str, CalamineWorkbook] = {}
    for name, (city, group) in CASES.items():
        kept = KEPT.get(name)
        data = book_of(kept) if kept else write_workbook(sample_for(city, group), Reading("ja"))
        (tmp_path / f"{name}_written.xlsx").write_bytes(data)
        written[name] = CalamineWorkbook.from_path(str(tmp_path / f"{name}_written.xlsx"))
        # A planted result shows that everything is worked out anew; elsewhere there is none.
        books[name] = rewritten(data, {}, PLANTED if name == "quoted" else None)
        moved = {key: value for key, (_, value) in MOVED.items()}
        books[f"{name}_moved"] = rewritten(data, moved)
    hard = sample_for(scope=scope_of("B03", "B04", "COM"), **HARD)
    books["hard"] = rewritten(write_workbook(hard, Reading("ja")), {})
    (tmp_path / "planted.xlsx").write_bytes(books["quoted"])
    before = sums_of(CalamineWorkbook.from_path(str(tmp_path / "planted.xlsx")))
    assert set(before["total"]) == {float(PLANTED)}
    done = recalculated(soffice, books, tmp_path)
    assert misses(done["hard"], hard) == []
    changes: dict[str, Any] = dict(MOVED.values())
    for name, (city, group) in CASES.items():
        assert misses(done[name], sample_for(city, group)) == []
        assert misses(done[f"{name}_moved"], sample_for(city, group, **changes)) == []
        assert apart(written[name], done[name]) == []
        check = done[name].get_sheet_by_name("検算").to_python()
        assert "すべて1円以内で一致。" in check[1]
        assert (
            "前提条件を変えたため、検算の対象ではない。"
            in (done[f"{name}_moved"].get_sheet_by_name("検算").to_python()[1])
        )
