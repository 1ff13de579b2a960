"""Files of one round → everything a comparison needs; the one path of screen and command line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rfi.compare.round.conditions import CITY_KIND, InputDigest
from rfi.compare.round.kept import Kept
from rfi.document.read import Document
from rfi.intake.laid.read import read_received
from rfi.intake.query.touched import SettledPlace
from rfi.intake.rules.checked import CheckedResponse, check_responses
from rfi.scenario.address import Level, Mode, Shown
from rfi.scenario.assumptions import AssumptionSet, assumptions_of, merge_assumptions
from rfi.scenario.city.known_cities import NO_CITIES, KnownCities
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.issue import Issue
from rfi.text.masking import Masks
from rfi.tidy.tables import Tables, flatten_responses


@dataclass(frozen=True, slots=True)
class NamedBytes:
    """One file: its name without folders, and its content."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """A questionnaire, the answers to it, and the assumptions to start from.

    Attributes:
        questionnaire: What was asked.
        assumptions: Standard set with the questionnaire's reference values, and the user's set.
        responses: Every answer, held ones too, in a fixed order.
        tables: The accepted answers, flattened.
        inputs: Digests of questionnaire, assumption sets, answers and files of cities.
        issues: Everything found in any file.
        cities: Those that can be chosen, and what the round's files say of them.
        settled: Warnings that no longer leave anything open: asked and answered, or dismissed.
        derived: Chosen options → the same answers with their prices among the lines.
        peers: The whole round, where only some of its offers are shown here; what an offer is held
            against (levelling, plausibility) is found in it.
        mode: How much is said of who answered.
        level: Who may read it.
        hidden: What else than the names in the answers is masked where nothing says who answered,
            as people listed it.
        masks: Name → what stands for it in all that people typed; of a round that is shown without
            names. It stays in memory.
        kept: What was made from the answers, by the conditions it was made under.
    """

    questionnaire: Questionnaire
    assumptions: AssumptionSet
    responses: tuple[CheckedResponse, ...]
    tables: Tables
    inputs: tuple[InputDigest, ...]
    issues: tuple[Issue, ...]
    cities: KnownCities = NO_CITIES
    settled: frozenset[SettledPlace] = frozenset()
    derived: dict[tuple[str, ...], "AnswerSet"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    peers: "AnswerSet | None" = None
    mode: Mode = "named"
    level: Level = "secretariat"
    hidden: tuple[str, ...] = ()
    masks: Masks = ()
    kept: Kept = field(default_factory=Kept, init=False, repr=False, compare=False)

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing says who answered."""
        return Shown(self.mode, (), self.level).is_anonymous

    @property
    def round_offers(self) -> int:
        """How many offers the round has, shown or not."""
        return len((self.peers or self).tables["offers"])

    def with_settled(
        self, settled: frozenset[SettledPlace], hidden: tuple[str, ...] = ()
    ) -> "AnswerSet":
        """Return the same answers with what people decided; what was made of them is shared."""
        found = replace(self, settled=settled, hidden=hidden)
        object.__setattr__(found, "kept", self.kept)
        object.__setattr__(found, "derived", self.derived)
        return found


def _digest(document: Document) -> InputDigest:
    return InputDigest(document.name, document.kind or "", document.sha256)


def read_files(files: Iterable[NamedBytes]) -> tuple[Document, ...]:
    """Read every file for what it says it is."""
    return tuple(read_received(file.name, file.data) for file in files)


def _assumption_sets(
    documents: Iterable[Document],
) -> tuple[AssumptionSet, list[Issue]]:
    """Return the values of all sets, later ones over earlier ones, and what is wrong in them."""
    values = AssumptionSet({})
    issues: list[Issue] = []
    for document in documents:
        if document.value is None:
            continue
        found, faults = assumptions_of(document.value)
        issues.extend(replace(fault, document=document.name) for fault in faults)
        values = AssumptionSet({**values.values, **found.values})
    return values, issues


def collect_answers(
    questionnaire: Document,
    responses: Iterable[Document],
    standard: Document,
    own_assumptions: Iterable[Document] = (),
    cities: KnownCities = NO_CITIES,
    newest: Document | None = None,
    *,
    letters: Sequence[str] = (),
) -> AnswerSet:
    """Check the answers against the questionnaire and flatten them.

    Args:
        questionnaire: A valid questionnaire document.
        responses: The answers, valid or not.
        standard: The standard assumption set.
        own_assumptions: Assumption sets of the user, which go over the standard one.
        cities: Of lists and of the round's files.
        newest: The standard set of this program: it gives the assumptions that came up after
            ``standard`` was saved, and stands among the inputs only where it does.
        letters: Offer keys in the order of their letters; as in ``flatten_responses``.

    Raises:
        ValueError: the questionnaire or the standard set is not valid; callers look first.
    """
    asked = questionnaire_of(questionnaire)
    if standard.value is None:
        message = f"the standard assumption set {standard.name} is not valid"
        raise ValueError(message)
    sets = tuple(own_assumptions)
    base, _ = assumptions_of(standard.value)
    completing: tuple[Document, ...] = ()
    if newest is not None and newest.value is not None:
        given, _ = assumptions_of(newest.value)
        completing = (newest,) if set(given.values) - set(base.values) else ()
        base = AssumptionSet({**given.values, **base.values})
    own, issues = _assumption_sets(sets)
    checked = check_responses(responses, asked)
    documents = (
        questionnaire,
        *completing,
        standard,
        *sets,
        *(response.document for response in checked),
    )
    found = [issue for response in checked for issue in response.issues]
    outer = [issue for document in (questionnaire, *sets) for issue in document.issues]
    return AnswerSet(
        questionnaire=asked,
        assumptions=merge_assumptions(base, asked, own),
        responses=checked,
        tables=flatten_responses(checked, letters),
        inputs=(
            *map(_digest, documents),
            *(InputDigest(name, CITY_KIND, sha256) for name, sha256 in cities.files),
        ),
        issues=(*outer, *issues, *found, *cities.issues),
        cities=cities,
    )
