"""What a page shows: the comparison of the session under its conditions."""

from contextvars import ContextVar
from dataclasses import dataclass, replace

from rfi.app.session.cache import answers_of, evaluation_of
from rfi.app.session.sample_round import sample_round
from rfi.app.session.session import choose, language, stored, workspace
from rfi.app.session.workspace import Workspace
from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.chosen_conditions import Cities, fitting
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.address import EVERYTHING_SHOWN
from rfi.scenario.chosen import Chosen
from rfi.scenario.questionnaire import Questionnaire
from rfi.store.round.reading import StoredRound
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading

# Each run of a page has a thread, and so a value, of its own.
_MADE: "ContextVar[_Made | None]" = ContextVar("current", default=None)
# Whether the page of this run shows every offer by name, whatever is chosen.
_WHOLE: ContextVar[bool] = ContextVar("whole", default=False)


@dataclass(frozen=True, slots=True)
class Current:
    """Everything a page needs, made once a run.

    Attributes:
        stored: The round as the database holds it.
        workspace: Round and choices; on a page that shows every offer by name nothing is withheld.
        answers: The whole round, by name.
        evaluation: Of the offers shown, with or without names.
        lang: Language of the page.
    """

    stored: StoredRound
    workspace: Workspace
    answers: AnswerSet
    evaluation: Evaluation
    lang: Lang

    @property
    def comparison(self) -> Comparison:
        """The offers side by side."""
        return self.evaluation.costs

    @property
    def cities(self) -> Cities:
        """Cities that can be chosen, by code."""
        return self.answers.cities.known

    @property
    def is_sample(self) -> bool:
        """Whether it is the invented round that comes with the program, changed or not."""
        return self.workspace.round.questionnaire.sha256 == sample_round().questionnaire.sha256

    @property
    def offer_count(self) -> int:
        """How many offers there are to compare."""
        return len(self.answers.tables["offers"])

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.answers.questionnaire

    @property
    def reading(self) -> Reading:
        """Language, unit and tax basis of the figures."""
        choices = self.workspace.choices
        return Reading(self.lang, choices.unit, choices.tax)

    @property
    def basis(self) -> CostBasis:
        """What the comparison was made from."""
        return self.evaluation.basis

    def under(self, chosen: Chosen) -> Evaluation:
        """Return what is shown under other conditions."""
        choices = replace(self.workspace.choices, chosen=chosen)
        return evaluation_of(replace(self.workspace, choices=choices), self.lang)

    def word(self, key: str, **facts: object) -> str:
        """Return a wording of the screen."""
        return text(f"app.{key}", self.lang, **facts)


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made last, and of what."""

    current: Current
    source: Workspace
    is_whole: bool


def show_whole(*, is_whole: bool) -> None:
    """Show every offer by name in this run, or what is chosen."""
    _WHOLE.set(is_whole)


def _settled() -> Workspace:
    """Return the workspace with choices that its round can follow."""
    here = workspace()
    fits = fitting(here.choices.chosen, answers_of(here))
    if fits != here.choices.chosen:
        choose(fits)
    return workspace()


def current() -> Current:
    """Return what the session shows now; made again only when the workspace or language changed."""
    lang, is_whole, made = language(), _WHOLE.get(), _MADE.get()
    is_made = made and made.source is workspace() and made.is_whole == is_whole
    if made and is_made and made.current.lang == lang:
        return made.current
    source = here = _settled()
    if is_whole:
        here = replace(here, choices=replace(here.choices, shown=EVERYTHING_SHOWN))
    found = Current(stored(), here, answers_of(here), evaluation_of(here, lang), lang)
    _MADE.set(_Made(found, source, is_whole))
    return found
