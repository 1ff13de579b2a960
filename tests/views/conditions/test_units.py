"""Units of assumptions and of figures of a city are told in the language of the reader."""

import re

import pytest

from rfi.export.condition_rows import condition_rows
from rfi.schema.codelists import load_codelist
from rfi.views.conditions.assumptions import view_assumptions
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("name", ["assumption_keys", "city_figure_keys"])
def test_every_unit_is_there_in_both_languages(name: str) -> None:
    keys = load_codelist(name)
    assert all(keys.unit(code, "ja") for code in keys.codes)
    english = {keys.unit(code, "en") for code in keys.codes}
    assert not [unit for unit in english if not unit or _JAPANESE.search(unit)]


def test_tables_and_files_of_conditions_tell_units_in_english() -> None:
    found = sample_for(city=TAKAMATSU, group=GROUP)
    conditions = found.conditions
    table = view_assumptions(conditions.assumptions, conditions.assumptions, Reading("en"))
    told = [row.cells[1].text for row in table.rows]
    rows = condition_rows(found, Reading("en"))
    told += [row.unit for row in rows if row.unit]
    assert len(told) > 40
    assert [unit for unit in told if _JAPANESE.search(unit)] == []
