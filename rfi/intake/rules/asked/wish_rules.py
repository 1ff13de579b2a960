"""What an offer says against what the questionnaire wishes, each named as its issue code."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case
from rfi.schema.issue import Issue


def go_live_after_wish(case: Case) -> Iterator[Issue]:
    """A go-live, of the offer or of a business, later than it is wished."""
    wished = case.asked.value.get("wished_go_live_on", "")
    by_business = {
        row["business"]: row.get("wished_go_live_on", wished)
        for row in case.asked.value["businesses"]
    }
    for index, offer in enumerate(case.answer["offers"]):
        given = [("go_live_on", offer["go_live_on"], wished)]
        given += [
            (f"go_live_stages/{at}/go_live_on", row["go_live_on"], by_business[row["business"]])
            for at, row in enumerate(offer.get("go_live_stages", ()))
            if row["business"] in by_business
        ]
        for key, day, wish in given:
            if wish and day > wish:
                where = f"/offers/{index}/{key}"
                yield case.issue("go_live_after_wish", "note", where, given=day, wished=wish)


def term_not_as_wished(case: Case) -> Iterator[Issue]:
    """A contract of another length than is wished."""
    wished = case.asked.value.get("wished_months")
    for index, offer in enumerate(case.answer["offers"]):
        if wished and offer["contract_months"] != wished:
            where = f"/offers/{index}/contract_months"
            facts = {"given": offer["contract_months"], "wished": wished}
            yield case.issue("term_not_as_wished", "note", where, **facts)


def stage_of_unknown_business(case: Case) -> Iterator[Issue]:
    """A stage of a business that was not asked, or of one business twice."""
    for pointer, rows in case.arrays("go_live_stages"):
        seen: set[str] = set()
        for index, row in enumerate(rows):
            where = f"{pointer}/{index}/business"
            if row["business"] not in case.asked.businesses:
                yield case.issue("unknown_code", "error", where, given=row["business"])
            elif row["business"] in seen:
                yield case.issue("duplicate_id", "error", where, id=row["business"])
            seen.add(row["business"])


WISH_RULES = (go_live_after_wish, term_not_as_wished, stage_of_unknown_business)
