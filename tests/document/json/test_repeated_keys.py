"""That no key stands twice is proven by counting: never wrongly, and for what answers hold."""

import json
from pathlib import Path

import jiter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.json.repeated_keys import has_no_key_twice

RESPONSES = Path(__file__).resolve().parents[3] / "samples" / "responses"

SPACES = st.sampled_from(["", " ", "\n", "\t ", "\r\n"])
# What is written may say a key in other characters than what is read.
KEYS = st.sampled_from(
    ["offers", "cost_lines", "tiers", "a", ":", "a:", '":', "\\u003a", "\\u0061", "notes"]
)
TEXTS = st.sampled_from(["", ":", "9:00", '":', '": "', "a : b", "::", "税込", '\\":', ' :"'])


def raw(text: str) -> str:
    """Write a text, its escapes as they are."""
    return '"' + text.replace('\\"', '"').replace('"', '\\"') + '"'


@st.composite
def member(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    return f"{raw(draw(KEYS))}{draw(SPACES)}:{draw(SPACES)}{draw(values)}"


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(member(values), max_size=4).map(lambda all_: "{" + ",".join(all_) + "}")


VALUES = st.recursive(
    TEXTS.map(raw) | st.sampled_from(["1", "null", "-2.5"]),
    lambda inner: objects(inner) | st.lists(inner, max_size=3).map(lambda a: f"[{','.join(a)}]"),
    max_leaves=12,
)


@given(objects(VALUES))
def test_a_text_with_a_key_twice_is_never_proven(text: str) -> None:
    data = text.encode()
    if has_no_key_twice(data, data.count(b":"), jiter.from_json(data)):
        jiter.from_json(data, catch_duplicate_keys=True)


@pytest.mark.parametrize("name", sorted(path.name for path in RESPONSES.glob("*.json")))
@pytest.mark.parametrize("indent", [None, 1])
def test_answers_and_questionnaires_are_proven(name: str, indent: int | None) -> None:
    value = json.loads((RESPONSES / name).read_bytes())
    data = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    assert has_no_key_twice(data, data.count(b":"), value)


@pytest.mark.parametrize("said", ["9:00から17:00まで", "https://example.jp:80/", "a:b::c"])
def test_colons_in_remarks_are_no_keys(said: str) -> None:
    value = {"offers": [{"note": said, "cost_lines": [{"note": said}, {"tiers": [{"amount": 1}]}]}]}
    data = json.dumps(value, ensure_ascii=False).encode()
    assert has_no_key_twice(data, data.count(b":"), value)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 1}',
        '{"a" : 1, "a": ":"}',
        '{"a": 1, "\\u0061": 1}',
        '{"offers": [{"cost_lines": [{"amount": 1, "amount": 2, "note": "b"}]}]}',
        '{"offers": [{"a" :1, "a" :2, "b": ":c", "d": ":e"}]}',
    ],
)
def test_a_key_twice_is_left_to_the_parser(text: str) -> None:
    data = text.encode()
    assert not has_no_key_twice(data, data.count(b":"), jiter.from_json(data))
