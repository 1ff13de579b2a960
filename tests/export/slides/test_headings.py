"""Headings of the tables of slides end their lines where words allow it."""

import pytest

from rfi.export.slides.headings import head_lines


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        ("仮想クラウドサービス", 16, "仮想\nクラウドサービス"),
        ("例示ソリューションズ", 16, "例示\nソリューションズ"),
        ("想定自治体システム", 12, "想定自治体\nシステム"),
        ("架空電算", 16, "架空電算"),
        # No end of a word leaves both lines room.
        ("架空電算機製造販売", 10, "架空電算\n機製造販売"),
        ("North Sea Systems", 12, "North Sea\nSystems"),
    ],
)
def test_a_name_goes_on_in_a_second_line_between_its_words(
    name: str, room: int, shown: str
) -> None:
    assert head_lines(f"C\n{name}", room, is_brief=False) == f"C\n{shown}"
