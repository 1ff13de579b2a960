"""Go-live and term beside the wish, by business where it is staged."""

from rfi.views.free.schedule import view_schedule
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated


def test_what_is_later_than_wished_or_of_another_length_is_marked() -> None:
    asked = questionnaire(("I03",), ("B01", "B18"))
    asked["businesses"][1]["wished_go_live_on"] = "2027-10-01"
    asked |= {"wished_go_live_on": "2027-04-01", "wished_months": 60}
    stages = [{"business": "B18", "go_live_on": "2028-01-01", "note": "検診後"}]
    prices = [line("I03", 60)]
    found = view_schedule(
        evaluated(
            collect(
                asked,
                answer(prices, response_id="a", go_live_stages=stages),
                answer(prices, response_id="b", go_live="2027-05-01", months=84),
            )
        ),
        Reading("ja"),
    )
    shown = {row.key: [found.shown(row, cell) for cell in row.cells] for row in found.rows}
    assert shown == {
        "go_live": ["2027-04-01", "2027-05-01"],
        "term": ["60", "84"],
        "B18": ["2028-01-01", "提案の稼働日"],
    }
    marks = {row.key: [cell.is_marked for cell in row.cells] for row in found.rows}
    assert marks == {"go_live": [False, True], "term": [False, True], "B18": [True, False]}
    assert found.rows[2].note == "希望：2027-10-01"
