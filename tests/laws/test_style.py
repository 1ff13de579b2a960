"""A class of the page is styled once: two rules of one name would dress each other's elements."""

import re
from collections import Counter

from tests.laws.source import RFI

STYLE = RFI / "app" / "frame" / "style.css"
_BARE = re.compile(r"^(\.rfi-[\w-]+) \{", re.MULTILINE)


def styled_twice(style: str) -> list[str]:
    """Return the classes with more than one rule of their own."""
    counts = Counter(_BARE.findall(style))
    return sorted(name for name, count in counts.items() if count > 1)


def test_a_class_that_is_styled_twice_is_found() -> None:
    style = (
        ".rfi-a { top: 0; }\n.rfi-b .rfi-a { top: 1px; }\n.rfi-a { left: 0; }\n.rfi-b { top: 0; }"
    )
    assert styled_twice(style) == [".rfi-a"]


def test_no_class_is_styled_twice() -> None:
    assert styled_twice(STYLE.read_text("utf-8")) == []
