"""What members of a group are shown adds up to what the group pays."""

import pytest

from rfi.text.wording import LANGS, Lang
from rfi.views.joint.joiners import view_joiners
from rfi.views.joint.payments import view_payments
from rfi.views.joint.share_chart import figure_shares
from rfi.views.joint.shares import view_shares
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for


def test_the_shares_shown_sum_to_the_price_of_the_group() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    joint = found.joint_use
    assert joint is not None
    rows = {row.key: row for row in view_shares(found, Reading("ja")).rows}
    for offer in range(len(found.costs.offers)):
        shown = [rows[key].cells[offer].value for key in rows if key.endswith(".share")]
        if joint.is_estimable[offer]:
            known = [value for value in shown if value is not None]
            assert len(known) == len(GROUP)
            assert sum(known) == pytest.approx(float(joint.group_jpy[offer]))
        else:
            assert shown == [None] * len(GROUP)


def test_the_mark_of_an_increment_between_open_prices_is_explained_below_it() -> None:
    table = view_joiners(sample_for(TAKAMATSU, GROUP), Reading("ja"))
    signs = {cell.sign for row in table.rows for cell in row.cells}
    assert "※" in signs
    assert any(note.startswith("※") for note in table.notes)
    open_notes = {cell.note for row in table.rows for cell in row.cells if cell.sign == "※"}
    assert all("負担額 ≧" in note for note in open_notes)


def test_an_offer_that_is_not_in_the_picture_of_the_cities_is_named_with_the_reason() -> None:
    figure = figure_shares(sample_for(TAKAMATSU, GROUP), Reading("ja"))
    said = figure["layout"]["xaxis"]["title"]["text"]
    assert said == "F：推計不可（この団体数の価格の回答がない）"


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_paid_is_shown_in_whole_yen_with_the_tax_in_the_caption(lang: Lang) -> None:
    found = sample_for(TAKAMATSU, GROUP)
    table = view_payments(found, Reading(lang))
    values = [cell.value for row in table.rows for cell in row.cells if cell.value is not None]
    assert values
    assert all(value == int(value) for value in values)
    assert {"ja": "税込", "en": "tax included"}[lang] in table.caption.lower()
