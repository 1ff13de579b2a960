"""A round as an OCDS release: an RFI is planning, its scenarios are lots, its offers are bids.

Of OCDS 1.1 with the extensions for lots, bids and enquiries. Nobody is awarded anything: an RFI
asks before there is a tender. What the standard has no place for is listed by ``unmapped``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rfi.compare.cost.comparison import OfferFigures
from rfi.disclosure.aggregate import aggregate
from rfi.evaluation.evaluation import Evaluation
from rfi.intake.query.queries import Query
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.look.offers import look_of
from rfi.views.look.reading import NOMINAL

Json = dict[str, Any]
# Whoever publishes registers a prefix of their own; this one is nobody's.
PREFIX = "ocds-000000"
_BUYER = "buyer"
# Of org-id.guide: corporate numbers of the National Tax Agency of Japan.
_SCHEME = "JP-JCN"
_MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KINDS = {"questionnaire": "biddingDocuments"}


def moment(day: str) -> str:
    """Return a day as the moment in which it begins in Japan.

    >>> moment("2026-08-31")
    '2026-08-31T00:00:00+09:00'
    """
    return f"{day}T00:00:00+09:00"


def released_at(evaluation: Evaluation) -> str:
    """Return the day of the last answer told, or of issue: no clock is read."""
    days = [evaluation.questionnaire.issued_on]
    if evaluation.conditions.mode != "aggregate":
        values = (one.value for one in evaluation.answers.tables.responses)
        days += [str(value["answered_on"]) for value in values if value and "answered_on" in value]
    return moment(max(days))


def _value(amount: float) -> Json:
    return {"amount": int(round_half_up(amount)), "currency": "JPY"}


def _answers_by_vendor(evaluation: Evaluation) -> Mapping[str, Mapping[str, Any]]:
    """Return what each vendor says of itself, by its name, in the order of answers."""
    found: dict[str, Mapping[str, Any]] = {}
    for response in evaluation.answers.tables.responses:
        if response.value is not None:
            found.setdefault(str(response.value["vendor"]["name"]), response.value["vendor"])
    return found


def _party_ids(evaluation: Evaluation) -> dict[str, str]:
    """Return vendor → id of its party: the letter of its first offer."""
    found: dict[str, str] = {}
    for offer in evaluation.costs.offers:
        found.setdefault(offer.vendor, f"tenderer-{look_of(offer).letter}")
    return found


def _parties(evaluation: Evaluation) -> list[Json]:
    asked, said = evaluation.questionnaire, _answers_by_vendor(evaluation)
    issuer = str(asked.value.get("publisher") or asked.title)
    found: list[Json] = [{"id": _BUYER, "name": issuer, "roles": ["buyer", "procuringEntity"]}]
    if evaluation.conditions.mode == "aggregate":
        return found
    for vendor, party in _party_ids(evaluation).items():
        one: Json = {"id": party, "name": vendor, "roles": ["tenderer"]}
        if number := said.get(vendor, {}).get("corporate_number"):
            one["identifier"] = {"scheme": _SCHEME, "id": str(number), "legalName": vendor}
        found.append(one)
    return found


def _lots(evaluation: Evaluation, lang: Lang) -> list[Json]:
    found = []
    for one in evaluation.questionnaire.scenarios.values():
        population = "" if one.population is None else f"{one.population:,}"
        facts = {"population": population or text("export.conditions.unset", lang)}
        said = text("export.ocds.lot", lang, cities=one.cities, **facts)
        found.append(
            {
                "id": one.scenario_id,
                "title": one.title,
                "description": said,
                "status": "planning",
            }
        )
    return found


def _documents(evaluation: Evaluation) -> list[Json]:
    """Return the files with their digests; one that is withheld is not told."""
    found = []
    told = [one for one in evaluation.conditions.inputs if not one.is_withheld]
    for number, one in enumerate(told, start=1):
        document: Json = {"id": f"document-{number}", "title": one.name}
        if one.kind in _KINDS:
            document["documentType"] = _KINDS[one.kind]
        suffix = next((end for end in _MEDIA if one.name.lower().endswith(end)), "")
        if suffix:
            document["format"] = _MEDIA[suffix]
        # A field of our own: described beside the package (``unmapped``).
        document["rfi_sha256"] = one.sha256
        found.append(document)
    return found


def _enquiries(evaluation: Evaluation, queries: Sequence[Query]) -> list[Json]:
    """Return the questions about the answers told; their words are vendors' and staff's own."""
    if evaluation.conditions.is_anonymous:
        return []
    responses = evaluation.answers.tables.responses
    told = {str(one.value["response_id"]) for one in responses if one.value is not None}
    found = []
    for query in queries:
        if query.response_id not in told or query.status == "withdrawn":
            continue
        one: Json = {"id": query.number, "author": {"id": _BUYER}, "description": query.text}
        if query.reply:
            one["answer"] = query.reply
        found.append(one)
    return found


def has_value(offer: OfferFigures, evaluation: Evaluation) -> bool:
    """Tell whether a bid may state the total of an offer: an exact one of a quoted scenario."""
    is_exact = offer.totals.nominal_jpy is not None and offer.bound.kind == "exact"
    return is_exact and evaluation.conditions.size_basis == "quoted_scenario"


def _bids(evaluation: Evaluation) -> list[Json]:
    costs, parties = evaluation.costs, _party_ids(evaluation)
    found = []
    for offer in costs.offers:
        bid: Json = {
            "id": f"bid-{look_of(offer).letter}",
            "status": "pending",
            "tenderers": [{"id": parties[offer.vendor], "name": offer.vendor}],
        }
        if evaluation.conditions.size_basis == "quoted_scenario":
            bid["relatedLots"] = [costs.conditions.scenario_id]
        if has_value(offer, evaluation) and offer.totals.nominal_jpy is not None:
            bid["value"] = _value(offer.totals.nominal_jpy)
        found.append(bid)
    return found


def _statistics(evaluation: Evaluation) -> list[Json]:
    """Return counts, and of totals the ends: of three vendors or more where those alone show."""
    offers = evaluation.costs.offers
    found: list[Json] = [{"id": "bids", "measure": "bids", "value": len(offers)}]
    bidders = len({offer.vendor for offer in offers})
    found.append({"id": "bidders", "measure": "bidders", "value": bidders})
    total = aggregate(evaluation, NOMINAL["excluded"]).total
    is_told = evaluation.conditions.mode == "aggregate" and total.reason is None
    if is_told and evaluation.conditions.size_basis == "quoted_scenario":
        ends = {"lowestValidBidValue": total.least, "highestValidBidValue": total.most}
        found += [
            {
                "id": measure,
                "measure": measure,
                "value": int(round_half_up(value)),
                "currency": "JPY",
                "relatedLot": evaluation.conditions.scenario_id,
            }
            for measure, value in ends.items()
            if value is not None
        ]
    return found


def release_of(
    evaluation: Evaluation, queries: Sequence[Query], lang: Lang, prefix: str = PREFIX
) -> Json:
    """Return the release of a round; the same round and conditions give the same one.

    Args:
        evaluation: Under the conditions whose totals are told.
        queries: Questions to vendors, as the round keeps them.
        lang: Of descriptions.
        prefix: Registered by whoever publishes: ``ocds-`` and six letters or digits.
    """
    asked = evaluation.questionnaire
    parties = _parties(evaluation)
    entity = {"id": parties[0]["id"], "name": parties[0]["name"]}
    tender: Json = {
        "id": asked.questionnaire_id,
        "title": asked.title,
        "status": "planning",
        "procuringEntity": entity,
        "mainProcurementCategory": "services",
        "lots": _lots(evaluation, lang),
        "items": [{"id": code, "description": title} for code, title in asked.businesses.items()],
        "documents": _documents(evaluation),
    }
    if deadline := asked.value.get("deadline_on"):
        tender["tenderPeriod"] = {
            "startDate": moment(asked.issued_on),
            "endDate": moment(str(deadline)),
        }
    if enquiries := _enquiries(evaluation, queries):
        tender["hasEnquiries"] = True
        tender["enquiries"] = enquiries
    if evaluation.conditions.mode != "aggregate":
        tenderers = [{"id": one["id"], "name": one["name"]} for one in parties[1:]]
        tender["numberOfTenderers"] = len(tenderers)
        tender["tenderers"] = tenderers
    bids: Json = {"statistics": _statistics(evaluation)}
    if evaluation.conditions.mode != "aggregate" and evaluation.costs.offers:
        bids["details"] = _bids(evaluation)
    return {
        "ocid": f"{prefix}-{asked.questionnaire_id}",
        "date": released_at(evaluation),
        "tag": ["planning"],
        "initiationType": "tender",
        "language": lang,
        "parties": parties,
        "buyer": entity,
        "tender": {key: value for key, value in tender.items() if value != []},
        "bids": bids,
    }
