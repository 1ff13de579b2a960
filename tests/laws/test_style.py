"""A class of the page is styled once, and no style looks into what is beside or within.

Two rules of one name would dress each other's elements. After every change of a page the browser
goes through all of it for a style that asks what an element has (``:has``).
"""

import re
from collections import Counter

from tests.laws.source import RFI, python_files

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


def looking(style: str) -> list[str]:
    """Return the rules that ask what an element has."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return [rule.strip() for rule in re.findall(r"([^{}]+)\{", bare) if ":has(" in rule]


def test_a_style_that_looks_into_a_page_is_found() -> None:
    assert looking("/* :has(x) { } */ .a { top: 0; }\n.b:has(> .c) .d { left: 0; }") == [
        ".b:has(> .c) .d"
    ]


def test_no_style_looks_into_a_page() -> None:
    assert looking(STYLE.read_text("utf-8")) == []
    assert [str(path) for path in python_files(RFI / "app") if ":has(" in path.read_text()] == []
