"""What the cover of the form tells: by when, how and to whom to answer, and what is wished."""

from collections.abc import Iterator

from rfi.scenario.questionnaire import Questionnaire


def asked_facts(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield (wording key below ``book.cover``, value); the deadline also where none is set."""
    value = asked.value
    deadline = f"{value.get('deadline_on', '')} {value.get('deadline_time', '')}".strip()
    yield "deadline", deadline
    if "reply_by" in value:
        yield "reply_by", value["reply_by"]
    if value.get("contact"):
        yield "contact", " ".join(value["contact"].values())
    if "wished_go_live_on" in value:
        yield "go_live", value["wished_go_live_on"]
    if "wished_months" in value:
        yield "term", str(value["wished_months"])
