"""照会: with whom what is open."""

from dataclasses import replace

from rfi.intake.query.queries import Query
from rfi.views.intake.query_states import query_states, view_query_states
from rfi.views.look.reading import Reading

ASKED = Query("A-001", "vendor", "保守の対象は。")


def test_an_open_question_waits_until_a_reply_stands_beside_it() -> None:
    queries = [
        ASKED,
        replace(ASKED, number="A-002", reply="含む"),
        replace(ASKED, number="A-003", status="answered"),
        replace(ASKED, number="A-004", status="withdrawn"),
    ]
    found = query_states("vendor", "A", "架空電算", 7, queries)
    assert (found.waiting, found.replied, found.answered, found.withdrawn) == (1, 1, 1, 1)
    assert found.left == 2


def test_the_table_sums_every_state_over_the_vendors() -> None:
    states = [query_states(key, key, key, 2, [ASKED]) for key in ("A", "B")]
    table = view_query_states(states, Reading("ja"))
    assert [cell.value for cell in table.rows[-1].cells] == [4, 2, 0, 0, 0]
    assert [row.heading for row in table.rows] == ["A A", "B B", "計"]
