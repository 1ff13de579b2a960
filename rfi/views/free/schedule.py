"""日程: go-live and term of every offer beside the wish, by business where it is staged."""

from collections.abc import Iterator, Mapping
from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell


def _offers(evaluation: Evaluation) -> list[Mapping[str, Any]]:
    """Return the offers as answered, in the order of their places."""
    frame = evaluation.answers.tables["offers"]
    responses = evaluation.answers.tables.responses
    places = zip(frame["owner"].tolist(), frame["position"].tolist(), strict=True)
    return [(responses[owner].value or {})["offers"][position] for owner, position in places]


def _wish(value: object, lang: Lang) -> str:
    return text("schedule.wished", lang, value=value) if value else ""


def _stage(offer: Mapping[str, Any], business: str, wished: str, lang: Lang) -> TableCell:
    for row in offer.get("go_live_stages", ()):
        if row["business"] == business:
            day = row["go_live_on"]
            return TableCell(
                text=day, note=row.get("note", ""), is_marked=bool(wished) and day > wished
            )
    return TableCell(text=text("schedule.with_offer", lang))


def _rows(evaluation: Evaluation, lang: Lang) -> Iterator[Row]:
    asked, offers = evaluation.questionnaire.value, _offers(evaluation)
    wished = asked.get("wished_go_live_on", "")
    days = tuple(
        TableCell(text=offer["go_live_on"], is_marked=bool(wished) and offer["go_live_on"] > wished)
        for offer in offers
    )
    yield Row("go_live", text("schedule.go_live", lang), days, "text", note=_wish(wished, lang))
    months = asked.get("wished_months")
    terms = tuple(
        TableCell(
            offer["contract_months"],
            is_marked=months is not None and offer["contract_months"] != months,
        )
        for offer in offers
    )
    yield Row("term", text("schedule.term", lang), terms, "count", note=_wish(months, lang))
    staged = {row["business"] for offer in offers for row in offer.get("go_live_stages", ())}
    for row in asked["businesses"]:
        own = row.get("wished_go_live_on", "")
        if own or row["business"] in staged:
            heading = text("schedule.business", lang, title=row["title"])
            cells = tuple(_stage(offer, row["business"], own or wished, lang) for offer in offers)
            yield Row(row["business"], heading, cells, "text", note=_wish(own, lang))


def view_schedule(evaluation: Evaluation, reading: Reading) -> Table:
    """Return go-live and term of every offer; what is not as it was wished is marked."""
    lang = reading.lang
    return Table(
        key="schedule",
        title=text("schedule.title", lang),
        caption=text("schedule.caption", lang),
        corner=text("app.free.schedule", lang),
        columns=offer_columns(evaluation.costs),
        rows=tuple(_rows(evaluation, lang)),
        notes=(text("schedule.note", lang),),
    )
