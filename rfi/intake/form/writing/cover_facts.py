"""What the cover of the form tells: by when, how and to whom to answer, and what is wished."""

from collections.abc import Iterator

from rfi.scenario.questionnaire import Questionnaire
from rfi.text.dates import format_day
from rfi.text.wording import Lang, text


def cover_facts(asked: Questionnaire, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield (wording key below ``form.cover``, what is said); wishes only where there are any."""
    value = asked.value

    def word(key: str, **facts: object) -> str:
        return text(f"form.cover.{key}", lang, **facts)

    publisher, day = str(value.get("publisher", "")), str(value.get("deadline_on", ""))
    date = f"{format_day(day, lang)} {value.get('deadline_time', '')}".strip()
    yield "publisher", publisher
    yield "what", word("what.text")
    yield "by", word("by.text", date=date) if day else word("by.open")
    way = value.get("reply_by")
    yield (
        "to",
        word("to.way", publisher=publisher, way=way)
        if way
        else word("to.text", publisher=publisher),
    )
    if value.get("contact"):
        yield "contact", " ".join(value["contact"].values())
    if "wished_go_live_on" in value:
        yield "go_live", format_day(value["wished_go_live_on"], lang)
    if "wished_months" in value:
        yield "term", word("term.text", count=value["wished_months"])
    yield "how", word("how.text")
