"""The parts of 分析 by name; each is made when it is first asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rfi.analysis.choice.customizing import Customizing
from rfi.analysis.choice.joining import Joining
from rfi.analysis.choice.neighbours import Neighbours
from rfi.analysis.choice.vendors.plans import Combining
from rfi.evaluation import choice_parts
from rfi.evaluation.part import Part


@dataclass(frozen=True, slots=True)
class Choices:
    """What a choice weighs, of one evaluation.

    Attributes:
        of: Part → what it is in the evaluation.
    """

    of: Callable[[Part[Any]], Any]

    @property
    def joining(self) -> Joining | None:
        """Every rule of sharing and who would leave; None without a group of two or more."""
        found: Joining | None = self.of(choice_parts.JOINING)
        return found

    @property
    def combining(self) -> Combining:
        """Plans of which offer for which business."""
        found: Combining = self.of(choice_parts.COMBINING)
        return found

    @property
    def customizing(self) -> Customizing:
        """The ways of closing each gap, at the size of the city and of all known cities."""
        found: Customizing = self.of(choice_parts.CUSTOMIZING)
        return found

    @property
    def neighbours(self) -> Neighbours | None:
        """Every city that may join the group; None without a group of two or more."""
        found: Neighbours | None = self.of(choice_parts.NEIGHBOURS)
        return found
