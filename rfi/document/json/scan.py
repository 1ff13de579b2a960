"""A JSON text walked token by token, to say where it is wrong.

Slow next to a parser, so it runs only on a text that a parser or a quick test has already
turned down. Linear in the length of the text and never recursive.
"""

import json
import math
import re
from dataclasses import dataclass, field

from rfi.document.bounds import (
    EXACT_NUMBER_DIGITS,
    MAX_EXPONENT_DIGITS,
    MAX_FAULTS,
    MAX_JSON_DEPTH,
    MAX_NUMBER_DIGITS,
)
from rfi.schema.issue import Issue, pointer_of

# Possessive throughout, so that no text makes the search go back. A value takes the comma after
# it along: half as many tokens.
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+"'
_TOKEN = re.compile(
    rf"(?P<key>{_STRING}\s*+:)"
    rf"|(?P<string>{_STRING}(?:\s*+,)?+)"
    r"|(?P<plain>(?:-?+[0-9]{1,15}+\s*+,\s*+)++)"
    r"|(?P<number>-?+[0-9][0-9.eE+-]*+(?:\s*+,)?+)"
    r"|(?P<opening>[\[{])"
    r"|(?P<closing>[\]}](?:\s*+,)?+)"
    r'|(?P<unclosed>")'
    r'|(?P<word>[^\s\[\]{},:"]++(?:\s*+,)?+)'
)
# Controls, and the marks that reorder text on screen (bidi), which can make one text look like
# another; lone surrogates cannot be stored at all.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_WORDS = frozenset({"true", "false", "null"})
_SHOWN = 60
_NUMBER = re.compile(r"-?+[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+")


@dataclass(slots=True)
class _Frame:
    """One open object or array."""

    is_object: bool
    keys: set[str] = field(default_factory=set)
    step: str | int = 0


@dataclass(frozen=True, slots=True)
class Rounding:
    """A number that has more digits than can be meant, and what it is read as."""

    offset: int
    token: str
    short: str
    pointer: str
    origin: str


def _digits(token: str) -> int:
    """Return the significant digits of a number: leading zeros say nothing."""
    mantissa = token.lower().partition("e")[0]
    return len("".join(char for char in mantissa if char.isdigit()).lstrip("0"))


def _number_is_long(token: str) -> bool:
    exponent = token.lower().partition("e")[2]
    if _digits(token) > MAX_NUMBER_DIGITS or len(exponent.lstrip("+-")) > MAX_EXPONENT_DIGITS:
        return True
    return math.isinf(float(token))


def _decoded(token: str) -> str:
    try:
        value: str = json.loads(token)
    except ValueError:  # a broken escape: the parser names it; here the raw text will do
        return token
    return value


class _Walk:
    """The state of one walk: open containers, faults so far, whether to go on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Frame] = []
        self._line, self._counted = 1, 0
        self.issues: list[Issue] = []
        self.roundings: list[Rounding] = []
        self.is_over = False

    def _position(self, offset: int) -> str:
        """Return line:column; offsets come in rising order, so each break is counted once."""
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return f"{self._line}:{offset - self._text.rfind(chr(10), 0, offset)}"

    def _add(self, code: str, offset: int, **params: object) -> None:
        path = [frame.step for frame in self._stack]
        origin = self._position(offset)
        self.issues.append(Issue(code, "error", pointer_of(path), origin, params))
        self.is_over = self.is_over or len(self.issues) == MAX_FAULTS

    def opening(self, found: str, offset: int) -> None:
        """Take an opening bracket."""
        if len(self._stack) == MAX_JSON_DEPTH:
            self._add("json_too_deep", offset, limit=MAX_JSON_DEPTH)
            self.is_over = True
        self._stack.append(_Frame(is_object=found == "{"))

    def closing(self, found: str, _: int) -> None:
        """Take a closing bracket."""
        if self._stack:
            self._stack.pop()
        self._pass_commas(found)

    def plain(self, found: str, _: int) -> None:
        """Take a run of short whole numbers, each with its comma."""
        self._pass_commas(found)

    def key(self, found: str, offset: int) -> None:
        """Take a key with its colon."""
        value = self._text_of(found[:-1].rstrip(), offset)
        if not self._stack or not self._stack[-1].is_object:
            return
        top = self._stack[-1]
        top.step = value
        if value in top.keys:
            self._add("json_duplicate_key", offset, key=value[:_SHOWN])
        top.keys.add(value)

    def string(self, found: str, offset: int) -> None:
        """Take a text that is a value."""
        self._text_of(found[: found.rindex('"') + 1], offset)
        self._pass_commas(found[found.rindex('"') :])

    def number(self, found: str, offset: int) -> None:
        """Take a number."""
        token = found.rstrip(", \t\r\n")
        if not _NUMBER.fullmatch(token):
            # The parser says what is wrong with it.
            self._pass_commas(found)
            return
        if _number_is_long(token):
            self._add("json_number_too_long", offset, limit=MAX_NUMBER_DIGITS)
        elif _digits(token) > EXACT_NUMBER_DIGITS:
            path = [frame.step for frame in self._stack]
            place = (pointer_of(path), self._position(offset))
            short = f"{float(token):.{EXACT_NUMBER_DIGITS}g}"
            self.roundings.append(Rounding(offset, token, short, *place))
        self._pass_commas(found)

    def word(self, found: str, offset: int) -> None:
        """Take a bare word: true, false, null, or something that is no value."""
        if (bare := found.rstrip(", \t\r\n")) not in _WORDS:
            self._add("json_not_a_value", offset, given=bare[:_SHOWN])
        self._pass_commas(found)

    def unclosed(self, _: str, offset: int) -> None:
        """Take a quotation mark that nothing closes."""
        self._add("json_broken_text", offset)
        self.is_over = True

    def _text_of(self, token: str, offset: int) -> str:
        value = _decoded(token) if "\\" in token else token[1:-1]
        if bad := _FORBIDDEN.search(value):
            name = f"U+{ord(bad.group()):04X}"
            self._add("json_forbidden_character", offset, character=name)
        return value

    def _pass_commas(self, found: str) -> None:
        if self._stack and not self._stack[-1].is_object:
            step = self._stack[-1].step
            self._stack[-1].step = int(step) + found.count(",")


def scan_json(text: str) -> tuple[Issue, ...]:
    """Return the faults of a JSON text with pointer and line:column, at most ``MAX_FAULTS``.

    What only a parser sees (a missing comma) is not among them.
    """
    return tuple(_walked(text).issues)


def round_numbers(text: str) -> tuple[str, tuple[Issue, ...]]:
    """Return a text without faults in which no number has more than 15 digits, and a note on it.

    Computing in binary leaves 0.30000000000000004 where 0.3 is meant.
    """
    found = _walked(text).roundings
    if not found:
        return text, ()
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.offset], one.short]
        end = one.offset + len(one.token)
    first = found[0]
    facts = {"count": len(found), "given": first.token, "taken": first.short}
    note = Issue("json_number_rounded", "note", first.pointer, first.origin, facts)
    return "".join([*parts, text[end:]]), (note,)


def _walked(text: str) -> _Walk:
    walk = _Walk(text)
    take = {
        "key": walk.key,
        "string": walk.string,
        "plain": walk.plain,
        "number": walk.number,
        "opening": walk.opening,
        "closing": walk.closing,
        "unclosed": walk.unclosed,
        "word": walk.word,
    }
    for match in _TOKEN.finditer(text):
        take[match.lastgroup or ""](match.group(), match.start())
        if walk.is_over:
            break
    return walk
