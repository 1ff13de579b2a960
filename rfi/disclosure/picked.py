"""Some offers of a round: what each of them costs is what it costs beside all the others.

Levelling and plausibility hold an offer against its peers, shown or not; statistics and
differences are of the offers shown.
"""

from collections.abc import Collection
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.text.wording import Lang, text
from rfi.tidy.picked import issues_of, picked_tables


def picked(answers: AnswerSet, places: Collection[int], lang: Lang = "ja") -> AnswerSet:
    """Return a round of which some offers are shown; all of them are no choice.

    The file of an answer that is not shown keeps its part in the digest of all data, without its
    name. Held answers have no offer: they are not shown either.

    Args:
        answers: The whole round.
        places: Of the offers to show; those of no offer count for nothing.
        lang: Of the words that stand for the files of the others.
    """
    offers = answers.tables["offers"]
    wanted = set(places) & set(offers["place"].tolist())
    if not wanted or len(wanted) == len(offers):
        return answers
    tables = picked_tables(answers.tables, wanted)
    owners = set(tables["offers"]["owner"].tolist())
    shown = {id(tables.responses[owner]) for owner in owners}
    hidden = [one for one in answers.responses if id(one) not in shown]
    of_answers = {id(issue) for response in answers.responses for issue in response.issues}
    told = {id(issue) for issue in issues_of(tables, answers.issues)}
    files = {(one.document.name, one.document.sha256) for one in hidden}
    words = text("disclosure.not_shown", lang)
    return replace(
        answers,
        responses=tuple(one for one in answers.responses if id(one) in shown),
        tables=tables,
        inputs=tuple(
            replace(one, name=words, is_withheld=True) if (one.name, one.sha256) in files else one
            for one in answers.inputs
        ),
        issues=tuple(one for one in answers.issues if id(one) not in of_answers or id(one) in told),
        peers=answers,
    )
