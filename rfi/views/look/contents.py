"""What a subject shows: the one list that its page, every export and the browser walk go by.

A further table or figure is one ``Content`` in the list of its subject, its view, and its wording:
``app.<subject>.<section>`` for a new section and ``export.sheet.<key>`` for a new table.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import Any, Generic, Literal, TypeVar

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.address import LEVELS, Level, is_open_to
from rfi.views.look.band.picture import Picture
from rfi.views.look.chart import Figure
from rfi.views.look.reading import Reading
from rfi.views.look.remark.marks import with_remarks
from rfi.views.look.table import Table
from rfi.views.look.totals import with_open_totals

Option = TypeVar("Option")
Kind = Literal["buttons", "list", "switch"]
Chosen = Mapping[str, object]


def _no_suffix(_: object) -> str:
    return ""


def _own_code(option: object, _: Evaluation) -> str:
    return str(option)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Option]):
    """What a reader chooses before a table or figure is made.

    Attributes:
        name: Keyword under which the views take it.
        key: Of its control; contents of one section that share it are chosen for together.
        word: Wording of the control, below ``app.``.
        options: What there is to choose from in an evaluation; without any the content is left out.
        title: One option in words.
        kind: How it is chosen.
        start: Index of the option that holds until another is chosen.
        filed: The options of which a file holds a table; None is each of them.
        reason: Why a file does not hold each.
        suffix: Option → what the key of its table has more in a file than on screen.
        code: Option → what it is kept by beside a person's conditions, the same whichever offers
            are shown; never a name.
    """

    name: str
    key: str
    word: str
    options: Callable[[Evaluation], Sequence[Option]]
    title: Callable[[Option, Evaluation, Reading], str]
    kind: Kind = "buttons"
    start: int = 0
    filed: Callable[[Evaluation], Sequence[Option]] | None = None
    reason: str = ""
    suffix: Callable[[Option], str] = _no_suffix
    code: Callable[[Option, Evaluation], str] = _own_code

    def start_of(self, options: Sequence[Option]) -> int:
        """Return the index of the option that holds until another is chosen."""
        return min(self.start, len(options) - 1)

    def filed_options(self, evaluation: Evaluation) -> Sequence[Option]:
        """Return the options of which a file holds a table."""
        return (self.filed or self.options)(evaluation)


@dataclass(frozen=True, slots=True)
class Need:
    """What an evaluation must hold before a view is asked.

    Attributes:
        is_met: Tells whether it does.
        word: What is said where it does not, as a wording below ``app.``; "" says nothing.
        page: Where it is given, and ``link``, the wording that leads there; "" is nowhere.
    """

    is_met: Callable[[Evaluation], bool]
    word: Callable[[Evaluation], str] = _no_suffix
    page: str = ""
    link: str = ""


_OF_OFFERS = Need(lambda _: False, lambda _: "shown.aggregate.only")
_ABOVE_LEVEL = Need(lambda _: False, lambda _: "shown.withheld.level")
_NOT_ITS_MODE = Need(lambda _: False)


@dataclass(frozen=True, slots=True)
class Content:
    """One table, figure or picture of a subject.

    Attributes:
        section: Section of the page.
        view, figure, picture: What makes it, from evaluation, reading and choices; one of them.
            None as result says that there is nothing to show under what is chosen.
        of: The content whose table a picture is drawn of; the picture takes it after the reading.
        needs: What must be there before it is asked.
        choices: What is chosen for it, in the order of the controls.
        nothing: What is said where it finds nothing, as a wording below ``app.``.
        fold: Wording of the fold in which it stands on its page; "" stands open.
        unfiled: Why no file holds this table; "" where files do.
        level: Who may see it: it is left out for more readers than that. Whatever does not say so
            is for the fewest.
        is_aggregate: Whether it holds statistics of several vendors alone. Where those alone are
            shown, nothing else is; elsewhere these are not.
    """

    section: str
    view: Callable[..., Table | None] | None = None
    figure: Callable[..., Figure | None] | None = None
    picture: Callable[..., Picture | None] | None = None
    of: "Content | None" = None
    needs: tuple[Need, ...] = ()
    choices: tuple[Choice[Any], ...] = ()
    nothing: str = ""
    fold: str = ""
    unfiled: str = ""
    level: Level = LEVELS[0]
    is_aggregate: bool = False

    @property
    def name(self) -> str:
        """Name of the function that makes it."""
        made_by: Any = self.view or self.figure or self.picture
        while isinstance(made_by, partial):
            made_by = made_by.func
        return str(made_by.__name__)

    def unmet(self, evaluation: Evaluation) -> Need | None:
        """Return the first need that is not met; before all others that it may be shown."""
        conditions = evaluation.conditions
        if self.is_aggregate != (conditions.mode == "aggregate"):
            return _NOT_ITS_MODE if self.is_aggregate else _OF_OFFERS
        if not is_open_to(self.level, conditions.level):
            return _ABOVE_LEVEL
        return next((need for need in self.needs if not need.is_met(evaluation)), None)

    def opening(self, evaluation: Evaluation) -> Chosen:
        """Return what holds of its choices until a reader chooses."""
        choices = (*self.choices, *(self.of.choices if self.of else ()))
        options = ((choice, choice.options(evaluation)) for choice in choices)
        return {choice.key: found[choice.start_of(found)] for choice, found in options if found}

    def _arguments(self, chosen: Chosen) -> dict[str, Any]:
        return {choice.name: chosen[choice.key] for choice in self.choices}

    def table(self, evaluation: Evaluation, reading: Reading, chosen: Chosen) -> Table | None:
        """Return its table under what is chosen (key of a choice → option), with the remarks."""
        made = self.view(evaluation, reading, **self._arguments(chosen)) if self.view else None
        if made is None:
            return None
        # What never asked what the offers cost holds no total of one.
        if evaluation.has_costs and not self.is_aggregate:
            made = with_open_totals(made, evaluation.costs, reading)
        return with_remarks(made, evaluation, reading.lang)

    def drawn(self, evaluation: Evaluation, reading: Reading, chosen: Chosen) -> Figure | None:
        """Return its figure under what is chosen."""
        return self.figure(evaluation, reading, **self._arguments(chosen)) if self.figure else None

    def pictured(
        self, evaluation: Evaluation, reading: Reading, chosen: Chosen, table: Table | None = None
    ) -> Picture | None:
        """Return its picture under what is chosen.

        Args:
            evaluation: The round under its conditions.
            reading: Language, unit and tax basis.
            chosen: Key of a choice → option.
            table: That of ``of``, where it is made already.
        """
        if self.picture is None:
            return None
        arguments = self._arguments(chosen)
        if self.of is None:
            return self.picture(evaluation, reading, **arguments)
        drawn_of = table or self.of.table(evaluation, reading, chosen)
        return self.picture(evaluation, reading, drawn_of, **arguments)

    def filed(self, evaluation: Evaluation, reading: Reading) -> Iterator[Table]:
        """Yield its tables for a file: one for each set of options."""
        if self.view is None or self.unfiled or self.unmet(evaluation):
            return
        options = [choice.filed_options(evaluation) for choice in self.choices]
        for picked in product(*options):
            pairs = list(zip(self.choices, picked, strict=True))
            chosen = {choice.key: option for choice, option in pairs}
            table = self.table(evaluation, reading, chosen)
            if table is not None:
                suffix = "".join(choice.suffix(option) for choice, option in pairs)
                yield replace(table, key=table.key + suffix)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a subject shows, in the order of its page."""

    subject: str
    parts: tuple[Content, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the page."""
        return tuple(dict.fromkeys(part.section for part in self.parts))

    def of(self, section: str) -> tuple[Content, ...]:
        """Return the tables and figures of a section."""
        return tuple(part for part in self.parts if part.section == section)

    def filed(self, evaluation: Evaluation, reading: Reading) -> Iterator[Table]:
        """Yield the tables for a file."""
        for part in self.parts:
            yield from part.filed(evaluation, reading)
