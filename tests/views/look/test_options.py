"""What can be chosen for a table: an option that is None would be shown as nothing chosen."""

from rfi.export.tables import SUBJECTS
from tests.views.rounds import evaluated, round_of


def test_no_list_of_a_page_has_an_option_of_nothing() -> None:
    found = evaluated(round_of("responses"))
    lists = {
        choice.key: choice
        for contents in SUBJECTS
        for part in contents.parts
        for choice in part.choices
        if choice.kind == "list"
    }
    assert lists
    options = {key: one.options(found) for key, one in lists.items()}
    # One option alone is no choice: the page has a control of its own for it.
    assert [key for key, of in options.items() if len(of) > 1 and None in of] == []
