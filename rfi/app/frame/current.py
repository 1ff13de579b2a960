"""What a page shows: the comparison of the session under its conditions."""

from dataclasses import dataclass

from rfi.app.frame.cache import answers_of, evaluation_of
from rfi.app.frame.cities import cities_to_choose
from rfi.app.frame.session import choose, language, workspace
from rfi.app.frame.workspace import Workspace
from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.chosen_conditions import Cities, fitting
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading


@dataclass(frozen=True, slots=True)
class Current:
    """Everything a page needs, made once a run."""

    workspace: Workspace
    answers: AnswerSet
    evaluation: Evaluation
    cities: Cities
    lang: Lang

    @property
    def comparison(self) -> Comparison:
        """The offers side by side."""
        return self.evaluation.costs

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

    def word(self, key: str, **facts: object) -> str:
        """Return a wording of the screen."""
        return text(f"app.{key}", self.lang, **facts)


def _settled(cities: Cities) -> Workspace:
    """Return the workspace with choices that its round can follow."""
    here = workspace()
    fits = fitting(here.choices.chosen, answers_of(here), cities)
    if fits != here.choices.chosen:
        choose(fits)
    return workspace()


def current() -> Current:
    """Return what the session shows now."""
    lang = language()
    cities = cities_to_choose(workspace())
    here = _settled(cities)
    return Current(here, answers_of(here), evaluation_of(here, cities, lang), cities, lang)
