"""Checked responses → one flat table an ``x-table`` array, by one walk over the Field records.

Missing stays missing: NaN in numbers, <NA> in text and categories.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.intake.rules.checked import CheckedResponse
from rfi.schema.fields import Field
from rfi.schema.table_specs import table_specs

Row = Mapping[str, Any]
BUNDLE_MARK = "+"
_LONG_TEXT = 100


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a set of responses.

    Attributes:
        frames: Table name → frame. ``position`` is the row's index in its own array and
            ``owner`` the row number in the enclosing table (for ``offers``: in ``responses``).
        responses: The responses that the rows come from, in a fixed order.
        letters: Offer keys by place: those that have a letter, withdrawn ones too, then the others.
    """

    frames: Mapping[str, pd.DataFrame]
    responses: tuple[CheckedResponse, ...]
    letters: tuple[str, ...]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table."""
        return self.frames[name]


def _values(rows: Sequence[Row], column: Field) -> list[Any]:
    """Return the value of a column in each row, None where it is missing."""
    first, *rest = column.keys
    if not rest:
        return [row.get(first) for row in rows]
    (second,) = rest
    return [None if (inside := row.get(first)) is None else inside.get(second) for row in rows]


def _dtype(names: Sequence[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(list(names), dtype="str"))


# To make the type of a column takes longer than to fill a short one: those of closed lists, and
# that of a column in which nothing is said, are made once.
_known_dtype = cache(_dtype)


def _categories(values: Sequence[str | None], column: Field) -> pd.Categorical:
    """Return a categorical column; a closed list keeps the order of its codes."""
    closed = column.bounds.get("enum")
    present = {value for value in values if value is not None}
    names = tuple(closed) if isinstance(closed, list) else tuple(sorted(present))
    dtype = _known_dtype(names) if isinstance(closed, list) or not names else _dtype(names)
    codes: dict[str | None, int] = {code: index for index, code in enumerate(names)}
    indexes = np.fromiter(map(codes.get, values, repeat(-1)), np.int32, len(values))
    return pd.Categorical.from_codes(indexes, dtype=dtype, validate=False)


def _is_long_text(column: Field) -> bool:
    longest = column.bounds.get("maxLength", 0)
    return isinstance(longest, int) and longest > _LONG_TEXT


@lru_cache(maxsize=64)
def _no_texts(count: int) -> Any:  # noqa: ANN401 - an array of pandas
    return pd.array([None] * count, dtype="str")


def _may_be_silent(column: Field) -> bool:
    return not column.is_list and "boolean" not in column.types


def _silent(count: int, column: Field) -> Any:  # noqa: ANN401 - an array of pandas
    """Return a column of which no row says anything: most of them, and made without a look."""
    if column.is_number:
        return np.full(count, np.nan)
    if _is_long_text(column):
        return _no_texts(count).copy()
    closed = column.bounds.get("enum")
    dtype = _known_dtype(tuple(closed) if isinstance(closed, list) else ())
    return pd.Categorical.from_codes(np.full(count, -1, np.int32), dtype=dtype, validate=False)


def _column(rows: Sequence[Row], column: Field) -> Any:  # noqa: ANN401 - an array of pandas
    values = _values(rows, column)
    if column.is_list:
        if column.is_number:
            series = pd.Series(values, dtype=object)
            return series.array
        values = [None if value is None else BUNDLE_MARK.join(value) for value in values]
        return _categories(values, column)
    if column.is_number:
        return np.array(values, dtype=np.float64)
    if "boolean" in column.types:
        return pd.array(values, dtype="boolean")
    if _is_long_text(column):
        return pd.array(values, dtype="str")
    return _categories(values, column)


def _frame(
    columns: Iterable[Field],
    rows: Sequence[Row],
    owner: npt.NDArray[np.int64],
    position: npt.NDArray[np.int64],
) -> pd.DataFrame:
    data: dict[str, Any] = {"owner": owner, "position": position}
    said = frozenset().union(*rows)
    for column in columns:
        is_silent = column.keys[0] not in said and _may_be_silent(column)
        data[column.name] = _silent(len(rows), column) if is_silent else _column(rows, column)
    return pd.DataFrame(data)


@cache
def _empty(name: str) -> pd.DataFrame:
    """Return a table without rows, to be copied."""
    columns = next(spec.columns for spec in table_specs() if spec.name == name)
    nothing = np.zeros(0, dtype=np.int64)
    return _frame(columns, (), nothing, nothing)


def _refused(
    responses: Sequence[CheckedResponse], offers: pd.DataFrame, lines: pd.DataFrame
) -> npt.NDArray[np.bool_]:
    """Return which rows of ``cost_lines`` an issue keeps out."""
    result = np.zeros(len(lines), dtype=np.bool_)
    heads = zip(offers["owner"].tolist(), offers["position"].tolist(), strict=True)
    offer_at = {head: row for row, head in enumerate(heads)}
    first = np.searchsorted(lines["owner"].to_numpy(), np.arange(len(offers)))
    for owner, response in enumerate(responses):
        for offer, line in response.refused_lines:
            result[first[offer_at[owner, offer]] + line] = True
    return result


def flatten_responses(responses: Iterable[CheckedResponse], letters: Sequence[str] = ()) -> Tables:
    """Flatten every accepted response; held ones have no rows.

    ``offers`` gets more columns: ``draws_by`` (names its random draws, goes out nowhere: the key
    of the round by name), ``offer_key`` (``response_id:offer_id``, unique in the set),
    ``vendor`` (name) and ``place``, its index in ``Tables.letters``, by which the rows are ordered:
    offers of one response need not stand together, and places may have gaps. ``cost_lines`` gets
    one: ``is_refused``, whether an issue keeps it out. Codes of closed lists keep the order of
    their list, so that frames of different sets agree.

    Args:
        responses: Checked; their order is that of offers without a letter.
        letters: Offer keys in the order of their letters, each once; an offer that is not among
            them takes the next place.
    """
    kept = tuple(response for response in responses if response.value is not None)
    levels: dict[tuple[str, ...], list[Row]] = {(): [r.value for r in kept if r.value is not None]}
    keys = [
        f"{response['response_id']}:{offer['offer_id']}"
        for response in levels[()]
        for offer in response["offers"]
    ]
    every = tuple(dict.fromkeys((*letters, *keys)))
    place_of = {key: place for place, key in enumerate(every)}
    places = np.array([place_of[key] for key in keys], dtype=np.int64)
    order = np.argsort(places, kind="stable")
    frames: dict[str, pd.DataFrame] = {}
    for spec in table_specs():
        parents = levels[spec.arrays[:-1]]
        groups = [parent.get(spec.arrays[-1], ()) for parent in parents]
        rows = [row for group in groups for row in group]
        sizes = np.array([len(group) for group in groups], dtype=np.int64)
        owner = np.repeat(np.arange(len(groups)), sizes)
        position = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        if spec.name == "offers":
            # Before what is inside them is flattened, so that its owners are these rows.
            rows, owner, position = [rows[row] for row in order], owner[order], position[order]
        levels[spec.arrays] = rows
        made = _frame(spec.columns, rows, owner, position) if rows else _empty(spec.name).copy()
        frames[spec.name] = made
    offers = frames["offers"]
    vendors = [levels[()][owner]["vendor"]["name"] for owner in offers["owner"]]
    offers["offer_key"] = pd.array([keys[row] for row in order], dtype="str")
    offers["vendor"] = pd.array(vendors, dtype="str")
    offers["place"] = places[order]
    offers["draws_by"] = offers["offer_key"]
    frames["cost_lines"]["is_refused"] = _refused(kept, offers, frames["cost_lines"])
    return Tables(frames, kept, every)
