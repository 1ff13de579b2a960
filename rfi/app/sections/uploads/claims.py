"""What an answer says it is, as the database keeps it beside the bytes."""

from collections.abc import Mapping

from rfi.app.session.cache import checked_alone, read_part, reading_of
from rfi.intake.round.reading import claim_of, offer_keys_of
from rfi.intake.round.round import Round, RoundFile
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.store.round.answers import Claim


def claim_in(current: Round, file: RoundFile, asked: Questionnaire) -> Claim:
    """Return what an answer says with the suggestions of a round applied to it."""
    response_id, version = claim_of(reading_of(current, file).value)
    value = checked_alone(current, file, asked).value
    keys = () if value is None else offer_keys_of(value)
    return Claim(response_id, version, is_held=value is None, offer_keys=keys)


def claims_of(current: Round) -> Mapping[str, Claim]:
    """Return digest → claim of every answer of a round whose questionnaire is valid."""
    asked = questionnaire_of(read_part(current.questionnaire, "questionnaire"))
    return {answer.file.sha256: claim_in(current, answer.file, asked) for answer in current.answers}
