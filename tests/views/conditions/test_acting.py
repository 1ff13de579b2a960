"""The bar of a page tells what acts on its figures: what it leaves out moves nothing there."""

from dataclasses import replace
from typing import Any

import pytest

from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.tables import SUBJECTS
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.chosen import NOTHING_CHOSEN, ChosenCity
from rfi.text.wording import LANGS, Lang
from rfi.views.conditions.acting import acting_on
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.contents import Contents
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

JA, TAXED = Reading("ja"), Reading("ja", tax="included")
MOVED: dict[str, AssumptionValue] = {
    "fx_usd_jpy": 170.0,
    "discount_rate": 0.03,
    "horizon_months": 84,
    "levelling": "median",
}
PAGES = {
    contents.subject: contents
    for contents in SUBJECTS
    if not all(part.is_aggregate for part in contents.parts)
}

# Page and what its bar leaves out.
LEFT_OUT = [
    (page, key)
    for page in ("benefits", "fit", "service", "free")
    for key in MOVED
    if key not in acting_on(page).assumptions
]


def at(key: str) -> Evaluation:
    found = sample_for(TAKAMATSU, GROUP)
    chosen = NOTHING_CHOSEN.with_city(ChosenCity(TAKAMATSU)).with_group(set(GROUP))
    assumptions = found.answers.assumptions
    return evaluate(found.answers, chosen.with_values(assumptions, {key: MOVED[key]}, ""))


def shown(contents: Contents, found: Evaluation, reading: Reading) -> list[Any]:
    """Return what stands on a page; captions tell the term of the round, whatever it moves."""
    made: list[Any] = []
    for part in contents.parts:
        if part.unmet(found):
            continue
        given = (found, reading, part.opening(found))
        table = part.table(*given)
        made += [table.rows if table else None, part.drawn(*given), part.pictured(*given)]
    return made


def labels(page: str, reading: Reading, found: Evaluation) -> dict[str, str]:
    return {one.label: one.value for one in view_conditions(found, reading, page).brief}


@pytest.mark.parametrize(("page", "key"), LEFT_OUT)
def test_what_is_said_not_to_act_on_a_page_moves_nothing_on_it(page: str, key: str) -> None:
    still = shown(PAGES[page], sample_for(TAKAMATSU, GROUP), JA)
    assert shown(PAGES[page], at(key), JA) == still


@pytest.mark.parametrize("page", ["joint", "choice", "benefits", "service", "free"])
def test_the_chosen_tax_basis_moves_nothing_on_a_page_that_has_its_own_or_none(page: str) -> None:
    found = sample_for(TAKAMATSU, GROUP)
    assert acting_on(page).tax != "chosen"
    assert shown(PAGES[page], found, JA) == shown(PAGES[page], found, TAXED)


def test_rates_are_left_out_where_nothing_hangs_on_them() -> None:
    pages = {page for page, key in LEFT_OUT if key == "fx_usd_jpy"}
    assert pages == {"free", "fit", "service", "benefits"}


def test_free_questions_stand_under_no_rate_and_no_tax() -> None:
    found = at("fx_usd_jpy")
    assert "為替" in labels("costs", TAXED, found)
    for page in ("free", "service", "benefits"):
        assert not {"為替", "税"} & labels(page, TAXED, found).keys()


@pytest.mark.parametrize("lang", LANGS)
def test_the_shares_say_that_they_are_without_tax_whatever_is_chosen(lang: Lang) -> None:
    bar = view_conditions(sample_for(TAKAMATSU, GROUP), replace(TAXED, lang=lang), "joint")
    (tax,) = (one for one in bar.brief if one.label in {"税", "Amounts"})
    assert tax.value == {"ja": "税抜（この頁は税抜）", "en": "Tax excluded (this page is)"}[lang]
    assert not tax.is_moved


def test_a_file_keeps_every_condition() -> None:
    found = at("fx_usd_jpy")
    assert view_conditions(found, JA, "free").parts == view_conditions(found, JA).parts
    assert len(labels("free", JA, found)) < len(labels("", JA, found))


def test_only_answers_in_words_stand_under_no_condition_at_all() -> None:
    pages = ("summary", "costs", "benefits", "fit", "service", "free")
    assert [page for page in pages if not acting_on(page).is_any] == ["free"]
