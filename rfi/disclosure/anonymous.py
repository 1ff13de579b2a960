"""A round without names: the same answers, of which nothing says who gave them.

Vendors become 「A社」 by the letter of their first offer. Letters, places, colours and every figure
stay; file names, ids, products, contacts and free text go. What stays is listed, so that a field
that the schema gets tomorrow is withheld until somebody lists it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import InputDigest
from rfi.disclosure.answer import Standing, rewritten_answer
from rfi.disclosure.words import known_words, told_fact, told_place, told_pointer
from rfi.document.read import Document
from rfi.evaluation.evaluation import evaluate
from rfi.intake.query.queries import places_of
from rfi.intake.query.touched import SettledPlace, place_key, seen_key
from rfi.intake.rules.checked import CheckedResponse
from rfi.intake.value_paths import PathFinder
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.scenario.letters import letter_at
from rfi.schema.issue import LEFT_OUT, Issue, is_table_name
from rfi.text.wording import Lang, text
from rfi.tidy.tables import flatten_responses

# Stands in a message for each of several words that go.
_GONE = "…"


def _document_name(name: str, words: str) -> str:
    """Return a name for a file that keeps its kind: a table of cells is told of by cells."""
    return words + (PurePath(name).suffix.lower() if is_table_name(name) else ".json")


def standings(answers: AnswerSet, lang: Lang) -> dict[int, Standing]:
    """Return what stands for each accepted answer, by its index among them."""
    offers = answers.tables["offers"]
    rows = list(
        zip(
            offers["owner"].tolist(),
            offers["position"].tolist(),
            offers["place"].tolist(),
            offers["vendor"].tolist(),
            strict=True,
        )
    )
    first: dict[str, str] = {}
    own: dict[int, dict[int, str]] = {}
    for owner, position, place, vendor in rows:
        letter = letter_at(place)
        first.setdefault(vendor, letter)
        own.setdefault(owner, {})[position] = letter
    vendor_of = {owner: vendor for owner, _, _, vendor in rows}
    found = {}
    for owner, letters in own.items():
        name = text("disclosure.vendor", lang, letter=first[vendor_of[owner]])
        response_id = next(iter(letters.values()))
        file = answers.tables.responses[owner].document.name
        words = text("disclosure.document", lang, vendor=name)
        # Two answers of one vendor are two files: the letter of the second tells them apart.
        if response_id != first[vendor_of[owner]]:
            words = text("disclosure.document_of", lang, vendor=name, letter=response_id)
        ids = tuple(letters[position] for position in sorted(letters))
        titles = tuple(text("disclosure.offer", lang, letter=letter) for letter in ids)
        found[owner] = Standing(name, response_id, ids, titles, _document_name(file, words))
    return found


def told_ids(answers: AnswerSet) -> Mapping[str, str]:
    """Return what each accepted answer is called without names, by its own id.

    Args:
        answers: The whole round, by name.
    """
    return {
        str(value["response_id"]): standing.response_id
        for index, standing in standings(answers, "ja").items()
        if (value := answers.tables.responses[index].value) is not None
    }


class _Namelessness:
    """What the parts of a round become, over one walk of its answers."""

    def __init__(self, answers: AnswerSet, lang: Lang) -> None:
        self._known = known_words(answers.questionnaire)
        self._lang, self._withheld = lang, text("disclosure.withheld", lang)
        self._standings = standings(answers, lang)
        accepted = {id(one): index for index, one in enumerate(answers.tables.responses)}
        held = 0
        # By name and digest: two files may share a name.
        self.documents: dict[tuple[str, str], str] = {}
        # By identity: the issues of a round hold those of its answers.
        self.issues: dict[int, Issue] = {}
        self.responses: list[CheckedResponse] = []
        for response in answers.responses:
            standing = self._standings.get(accepted.get(id(response), -1))
            if standing is None:
                held += 1
                words = text("disclosure.held", lang, number=held)
                name = _document_name(response.document.name, words)
            else:
                name = standing.document
            self.documents[response.document.name, response.document.sha256] = name
            self.responses.append(self._response(response, standing, name))

    def issue(self, issue: Issue, name: str) -> Issue:
        """Return an issue without words of the answer it stands in."""
        told = replace(
            issue,
            pointer=told_pointer(issue.pointer),
            origin=told_place(issue.origin),
            params=self._facts(issue, self._withheld),
            document=name,
        )
        if told.message(self._lang).count(self._withheld) <= 1:
            return told
        # A sentence that says so in place of each of its words is none: it says so once behind.
        left = text("disclosure.left_out", self._lang)
        return replace(told, params={**self._facts(issue, _GONE), LEFT_OUT: left})

    def _facts(self, issue: Issue, withheld: str) -> dict[str, object]:
        return {
            key: told_fact(key, value, self._known, withheld) for key, value in issue.params.items()
        }

    def _response(
        self, response: CheckedResponse, standing: Standing | None, name: str
    ) -> CheckedResponse:
        document, value = response.document, None
        if response.value is not None and standing is not None:
            value = rewritten_answer(response.value, standing, self._known, self._withheld)
        self.issues |= {id(one): self.issue(one, name) for one in response.issues}
        bare = Document(
            name=name,
            sha256=document.sha256,
            kind=document.kind,
            value=value,
            issues=tuple(self.issue(one, name) for one in document.issues),
            origins={told_pointer(at): told_place(cell) for at, cell in document.origins.items()},
            size=document.size,
        )
        return CheckedResponse(bare, value, tuple(self.issues[id(one)] for one in response.issues))

    def keys(self, letters: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys of all offers by place, those of withdrawn answers among them."""
        response_of = {
            letter: standing.response_id
            for standing in self._standings.values()
            for letter in standing.offer_ids
        }
        places = (letter_at(place) for place in range(len(letters)))
        return tuple(f"{response_of.get(letter, '-')}:{letter}" for letter in places)

    def settled(self, answers: AnswerSet) -> Iterator[SettledPlace]:
        """Yield what settles the same warnings here: places are named by ids and content."""
        later = evaluate(answers, NOTHING_CHOSEN).issues
        for response, bare in zip(answers.responses, self.responses, strict=True):
            if response.value is None or bare.value is None:
                continue
            was, now = PathFinder(response.value), PathFinder(bare.value)
            mine = [one for one in later if one.document == response.document.name]
            for issue in {id(one): one for one in (*response.issues, *mine)}.values():
                told = self.issue(issue, bare.document.name)
                for old, new in zip(places_of(issue), places_of(told), strict=True):
                    keys = (
                        place_key(was, old),
                        seen_key(was, response.value, old, response.document.sha256),
                    )
                    own = response.value["response_id"]
                    if any((own, issue.code, key) in answers.settled for key in keys):
                        yield bare.value["response_id"], issue.code, place_key(now, new)


def _inputs(
    answers: AnswerSet, documents: Mapping[tuple[str, str], str]
) -> tuple[InputDigest, ...]:
    """Return the inputs; the digest of an answer would tell its file to whoever has it."""
    names = ((one, documents.get((one.name, one.sha256))) for one in answers.inputs)
    return tuple(replace(one, name=name, is_withheld=True) if name else one for one, name in names)


def anonymous(answers: AnswerSet, lang: Lang = "ja") -> AnswerSet:
    """Return a round of which nothing says who answered; every figure of it is the same.

    What the round itself says (questionnaire, assumption sets, cities) stays as it is.

    Args:
        answers: The whole round.
        lang: Of the words that stand for names.
    """
    found = _Namelessness(answers, lang)
    responses = tuple(found.responses)
    tables = flatten_responses(responses, found.keys(answers.tables.letters))
    # In the order of places, as before: an offer goes on drawing as it did.
    tables["offers"]["draws_by"] = answers.tables["offers"]["draws_by"].to_numpy()
    return AnswerSet(
        questionnaire=answers.questionnaire,
        assumptions=answers.assumptions,
        responses=responses,
        tables=tables,
        inputs=_inputs(answers, found.documents),
        issues=tuple(found.issues.get(id(one), one) for one in answers.issues),
        cities=answers.cities,
        settled=frozenset(found.settled(answers)) if answers.settled else frozenset(),
        mode="anonymous",
    )
