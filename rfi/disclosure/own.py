"""One vendor's copy: its own answer and what was found in it, and nothing that others follow from.

What it is held against beside others (levelling, plausibility, statistics) is therefore missing:
the copy is the comparison of a round to which this vendor alone answered. Letters begin anew, since
the letter of a fifth offer says that there are four others.
"""

from collections.abc import Collection
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import CITY_KIND
from rfi.disclosure.levels import without_current_costs
from rfi.tidy.tables import flatten_responses


def own(answers: AnswerSet, places: Collection[int]) -> AnswerSet:
    """Return the round as one vendor may see it.

    Args:
        answers: The whole round, by name.
        places: Of an offer of that vendor, the lowest that is there; without any the vendor of the
            first offer.
    """
    offers = answers.tables["offers"]
    if not len(offers):
        return replace(answers, responses=(), issues=(), mode="own")
    rows = list(
        zip(
            offers["owner"].tolist(),
            offers["vendor"].tolist(),
            offers["place"].tolist(),
            strict=True,
        )
    )
    there = [place for _, _, place in rows]
    asked = min(set(places).intersection(there), default=min(there))
    vendor = next(name for _, name, place in rows if place == asked)
    owners = sorted({owner for owner, name, _ in rows if name == vendor})
    responses = tuple(answers.tables.responses[owner] for owner in owners)
    others = {
        (one.document.name, one.document.sha256)
        for one in answers.responses
        if id(one) not in set(map(id, responses))
    }
    ids = {str(one.value["response_id"]) for one in responses if one.value is not None}
    return AnswerSet(
        questionnaire=answers.questionnaire,
        assumptions=answers.assumptions,
        responses=responses,
        tables=flatten_responses(responses),
        inputs=tuple(
            one
            for one in answers.inputs
            if (one.name, one.sha256) not in others and one.kind != CITY_KIND
        ),
        issues=tuple(issue for response in responses for issue in response.issues),
        cities=without_current_costs(answers.cities),
        settled=frozenset(one for one in answers.settled if one[0] in ids),
        mode="own",
    )
